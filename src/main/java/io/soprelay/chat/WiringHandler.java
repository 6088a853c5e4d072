package io.soprelay.chat;

import io.soprelay.chat.command.Response;
import io.soprelay.chat.command.Wiring;
import io.soprelay.im.Card;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Map;
import java.util.Optional;

/** Two minutes after a test card: silence if it was pressed, else what to do. */
final class WiringHandler implements DeliveryHandler<Delivery.WiringCheck> {
    private final Wiring wiring;
    private final Sending sending;

    WiringHandler(Wiring wiring, Sending sending) {
        this.wiring = wiring;
        this.sending = sending;
    }

    @Override
    public Class<Delivery.WiringCheck> kind() {
        return Delivery.WiringCheck.class;
    }

    @Override
    public Result handle(Delivery.WiringCheck check, Claimed entry) {
        if (entry.attempts() <= 1) {
            return new Result.Retry(Wiring.PATIENCE, "the test card may still be pressed");
        }
        Optional<Card> verdict = wiring.verdict(check);
        if (verdict.isEmpty()) {
            return new Result.Done();
        }
        Delivery.Reply reply = new Delivery.Reply(check.to(), "wiring", Map.of(), check.card(), null, check.origin());
        return sending.answer(reply, entry, new Response.Shown(verdict.get()));
    }
}
