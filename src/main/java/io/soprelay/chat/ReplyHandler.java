package io.soprelay.chat;

import io.soprelay.chat.command.Gateways;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out and answers what a person wrote or pressed outside a record's card. */
final class ReplyHandler implements DeliveryHandler<Delivery.Reply> {
    private final Gateways gateways;
    private final Sending sending;
    private final Map<String, Answer> answers = new HashMap<>();

    ReplyHandler(Gateways gateways, Sending sending, List<Answer> answers) {
        this.gateways = gateways;
        this.sending = sending;
        answers.forEach(answer -> this.answers.put(answer.name(), answer));
    }

    @Override
    public Class<Delivery.Reply> kind() {
        return Delivery.Reply.class;
    }

    @Override
    public Result handle(Delivery.Reply reply, Claimed entry) {
        Answer answer = answers.get(reply.answer());
        if (answer == null) {
            return new Result.Impossible("no answer is called " + reply.answer());
        }
        gateways.learnName(reply.to());
        return sending.answer(reply, entry, answer.render(reply));
    }
}
