package io.soprelay.chat;

import io.soprelay.chat.command.Response;
import io.soprelay.outbox.Delivery;

/** Makes one kind of reply when it is sent; possibly again after a lost reply. */
interface Answer {

    /** {@link Delivery.Reply#answer()}. */
    String name();

    Response render(Delivery.Reply reply);
}
