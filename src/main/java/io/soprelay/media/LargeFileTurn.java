package io.soprelay.media;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A file is in memory while it travels, and the bot has room for one large one at a time on its way in and one on its way out:
 * each way has a turn of its own. Thread safe.
 */
public final class LargeFileTurn {
    /** Together with the transfer itself much shorter than a lease. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    /** Whoever had no turn asks again after this. */
    public static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final Semaphore turn = new Semaphore(1, true);

    /**
     * Does the work when it is its turn; waits for that in the order in which all came.
     *
     * @param otherwise answers in its place if no turn comes in 15 seconds, or the bot stops
     */
    public <T> T take(Supplier<T> work, Supplier<T> otherwise) {
        if (!comes()) {
            return otherwise.get();
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private boolean comes() {
        try {
            return turn.tryAcquire(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
