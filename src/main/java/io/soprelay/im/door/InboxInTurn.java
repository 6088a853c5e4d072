package io.soprelay.im.door;

import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An inbox of which everybody who comes at once has their turn, whichever platform they come from. A thousand presses in
 * one moment would otherwise all be begun, wait for the store's connections in the middle of their work, and lose their
 * patience there one by one. In turn the first ones are answered while the last ones still wait. Thread safe.
 */
public final class InboxInTurn implements ImInbox {
    /**
     * Fewer than the store has connections, so that what leaves the bot finds one as well. More at once bring nothing: the
     * store works in one thread and syncs once for all who wait together.
     */
    public static final int AT_ONCE = 12;

    /** No platform takes an answer after 3 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ImInbox inbox;
    private final Duration patience;
    private final Semaphore turns;

    /**
     * @param atOnce how many are handled at the same time
     * @param patience after which somebody is turned away who has not been begun with; nothing of theirs is committed
     */
    public InboxInTurn(ImInbox inbox, int atOnce, Duration patience) {
        this.inbox = inbox;
        this.patience = patience;
        this.turns = new Semaphore(atOnce, true);
    }

    @Override
    public CardAnswer onAction(CardAction action) {
        return inTurn(() -> inbox.onAction(action));
    }

    @Override
    public void onAnswerWritten(CardReceipt receipt) {
        inTurn(() -> inbox.onAnswerWritten(receipt));
    }

    @Override
    public void onMessage(InboundMessage message) {
        inTurn(() -> inbox.onMessage(message));
    }

    @Override
    public void onEntered(BotEntered entered) {
        inTurn(() -> inbox.onEntered(entered));
    }

    @Override
    public void onMenu(MenuPressed pressed) {
        inTurn(() -> inbox.onMenu(pressed));
    }

    private void inTurn(Runnable act) {
        boolean unused = inTurn(() -> {
            act.run();
            return true;
        });
    }

    private <T> T inTurn(Supplier<T> act) {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InboxUnavailableException(
                        "Too many at once, nothing was begun",
                        new TimeoutException("no turn within " + patience.toMillis() + " ms"));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InboxUnavailableException("Stopping, nothing was begun", stopping);
        }
        try {
            return act.get();
        } finally {
            turns.release();
        }
    }
}
