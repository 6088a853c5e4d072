package io.soprelay.outage;

import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.ReminderDelivery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What a bot that sends each change once would send: every version of every card but the pressed one, which its answer
 * shows; every reminder; every notice, answer and digest.
 */
final class WantedMessages {
    /** A card that an answer is about to show waits for it. */
    private static final long ANSWERED_DELAY_MILLIS = 5_000;

    private final Deliveries deliveries;
    private final Ledger ledger;
    private int count;

    WantedMessages(Ledger real, Deliveries deliveries) {
        this.deliveries = deliveries;
        ledger = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof CommitResult.Committed && arguments[0] instanceof Commit commit) {
                            count(commit.changes());
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** The store, counted. */
    Ledger ledger() {
        return ledger;
    }

    int count() {
        return count;
    }

    private void count(List<ScheduleChange> changes) {
        count += (int) changes.stream().filter(this::wouldBeSent).count();
    }

    private boolean wouldBeSent(ScheduleChange change) {
        return switch (change) {
            case ScheduleChange.Raise raise -> raise.lane() == Lane.CARD && raise.delayMillis() < ANSWERED_DELAY_MILLIS;
            case ScheduleChange.Add add ->
                switch (add.lane()) {
                    case NOTICE, ANSWER, DIGEST -> true;
                    case HANDOVER -> deliveries.read(add.payload()) instanceof ReminderDelivery;
                    default -> false;
                };
            default -> false;
        };
    }
}
