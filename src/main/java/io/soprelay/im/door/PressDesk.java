package io.soprelay.im.door;

import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.ImInbox;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.door.CallbackCounters.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what people do to the inbox and says what came of it in time. It knows no platform: adapters make the answer's
 * JSON and send it. Nothing of a press but its action id is ever logged. Thread safe.
 *
 * <p>A press is used so: {@code try (Press press = desk.take(action, receivedAt)) { … send press.answer() …;
 * press.written(wholeCardShown); }}.
 */
public final class PressDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PressDesk.class);

    private final ImInbox inbox;
    private final OpenPresses open;
    private final CallbackCounters counters;
    private final InstantSource clock;
    private final Budget budget;
    private final OutageLog outages;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * How long a press may take, both since it was received.
     *
     * @param answer after which the person is told to press again; the handling goes on
     * @param window in which the platform takes an answer
     */
    public record Budget(Duration answer, Duration window) {
        /** The platform waits 3 s. */
        public static final Budget FEISHU = new Budget(Duration.ofMillis(2200), Duration.ofSeconds(3));

        /** The platform waits 2 s. */
        public static final Budget DINGTALK = new Budget(Duration.ofMillis(1400), Duration.ofSeconds(2));
    }

    /** What came of an event, which nobody waits for. */
    public enum EventResult {
        /** Committed: acknowledge it. */
        HANDLED,
        /** Nothing is known to be committed: the platform must send it again. */
        SEND_AGAIN
    }

    /**
     * @param open shared with the gateway that updates the pressed messages
     * @param clock the machine's clock, never the business clock
     */
    public PressDesk(ImInbox inbox, OpenPresses open, CallbackCounters counters, InstantSource clock, Budget budget) {
        this.inbox = inbox;
        this.open = open;
        this.counters = counters;
        this.clock = clock;
        this.budget = budget;
        this.outages = new OutageLog(clock);
    }

    /**
     * Hands a press in and waits for its answer, at most until the budget ends. The message counts as being pressed until
     * the press is closed.
     */
    public Press take(CardAction action, Instant receivedAt) {
        open.begin(action.messageId());
        CardAnswer answer = null;
        try {
            answer = answerInTime(action, receivedAt);
        } catch (RuntimeException | Error broken) {
            open.end(action.messageId());
            throw broken;
        }
        return new Press(action, receivedAt, answer);
    }

    /**
     * Hands an event in.
     *
     * @param event the call of the inbox
     */
    public EventResult handIn(Runnable event) {
        try {
            event.run();
            counters.count(Outcome.HANDLED);
            return EventResult.HANDLED;
        } catch (InboxUnavailableException away) {
            outages.unconfirmed("An event, which the platform sends again,", sentence(away));
            counters.count(Outcome.UNAVAILABLE);
        } catch (RuntimeException bug) {
            LOG.error("An event failed, the platform will send it again", bug);
            counters.count(Outcome.FAILED);
        }
        return EventResult.SEND_AGAIN;
    }

    /** Says that a call could not be looked at because the company served cannot be read now, and counts it. */
    public void companyUnknown(String eventType) {
        outages.unconfirmed("An event " + eventType, "the company served cannot be read now");
        counters.count(Outcome.UNAVAILABLE);
    }

    /** Null if the inbox could not, or not in time, say what came of the press. */
    private @Nullable CardAnswer answerInTime(CardAction action, Instant receivedAt) {
        CompletableFuture<CardAnswer> handling = CompletableFuture.supplyAsync(() -> inbox.onAction(action), hands);
        Duration left = budget.answer().minus(Duration.between(receivedAt, clock.instant()));
        try {
            return handling.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            counters.count(Outcome.LATE);
            outages.unconfirmed(pressOn(action), "it takes longer than " + budget.answer() + " and goes on");
            CompletableFuture<?> unused = handling.exceptionally(failure -> {
                failed(action, failure instanceof CompletionException ? failure.getCause() : failure);
                return null;
            });
        } catch (ExecutionException failure) {
            counters.count(failed(action, failure.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            counters.count(Outcome.UNAVAILABLE);
        }
        return null;
    }

    private Outcome failed(CardAction action, @Nullable Throwable failure) {
        if (failure instanceof InboxUnavailableException away) {
            outages.unconfirmed(pressOn(action), sentence(away));
            return Outcome.UNAVAILABLE;
        }
        LOG.error("A press on {} failed", action.actionId(), failure);
        return Outcome.FAILED;
    }

    private static String pressOn(CardAction action) {
        return "A press on " + action.actionId();
    }

    private static String sentence(InboxUnavailableException away) {
        Throwable cause = away.getCause();
        return cause == null || cause.getMessage() == null ? String.valueOf(away.getMessage()) : cause.getMessage();
    }

    private boolean isInsideWindow(Instant receivedAt) {
        return Duration.between(receivedAt, clock.instant()).compareTo(budget.window()) < 0;
    }

    private void settle(CardReceipt receipt) {
        try {
            inbox.onAnswerWritten(receipt);
        } catch (RuntimeException unsettled) {
            // The entry stays due, so the card is sent once more: that costs a call and harms nobody.
            LOG.warn("An answered card could not be settled: {}", unsettled.getMessage());
        }
    }

    /** One press that was handed in. Used by one thread at a time. */
    public final class Press implements AutoCloseable {
        private final CardAction action;
        private final Instant receivedAt;
        private final @Nullable CardAnswer answer;

        private Press(CardAction action, Instant receivedAt, @Nullable CardAnswer answer) {
            this.action = action;
            this.receivedAt = receivedAt;
            this.answer = answer;
        }

        /** Empty if it is not confirmed in time: then the person is asked to press again, which is safe. */
        public Optional<CardAnswer> answer() {
            return Optional.ofNullable(answer);
        }

        public String messageId() {
            return action.messageId();
        }

        /**
         * The whole answer has left for the platform; settles its card entry if that was inside the window.
         *
         * @param wholeCardShown whether the person now sees everything the answer wanted to show
         */
        public void written(boolean wholeCardShown) {
            counters.answered(Duration.between(receivedAt, clock.instant()));
            if (answer == null) {
                return;
            }
            counters.count(Outcome.HANDLED);
            CardReceipt receipt = answer.receipt();
            if (receipt != null && wholeCardShown && isInsideWindow(receivedAt)) {
                settle(receipt);
            }
        }

        /** The card of the answer was shown by an update of the message instead; settles its entry. */
        public void shownByUpdate() {
            if (answer != null && answer.receipt() != null) {
                settle(answer.receipt());
            }
        }

        /** The message is no longer being pressed, whatever came of it. */
        @Override
        public void close() {
            open.end(action.messageId());
        }
    }
}
