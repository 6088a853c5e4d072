package io.soprelay.im.feishu;

import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;

/** What a verified callback means. */
sealed interface FeishuIncoming {
    record Message(InboundMessage message) implements FeishuIncoming {}

    record Press(CardAction action) implements FeishuIncoming {}

    /** A press on a button this bot did not make, or no longer understands. */
    record DeadPress() implements FeishuIncoming {}

    record Entered(BotEntered entered) implements FeishuIncoming {}

    record Menu(MenuPressed pressed) implements FeishuIncoming {}

    /** @param kind the platform's event type, for the log */
    record Unrecognised(String kind) implements FeishuIncoming {}

    /** The event lacks what its kind must have. */
    final class MalformedEventException extends RuntimeException {
        MalformedEventException(String message) {
            super(message);
        }
    }
}
