package io.soprelay.bench;

import java.util.concurrent.TimeUnit;

/**
 * Offers acts at a fixed rate whatever becomes of them: act {@code i} is meant for {@code i / rate} seconds after the
 * start, and its latency counts from that moment. An act that waits because the load itself was late, or because earlier
 * ones are slow, is charged for the wait, so nothing hides in a queue that the measurement does not see.
 */
final class OpenLoop {
    private final int perSecond;
    private final Time time;

    /** The machine's time, or a test's. */
    interface Time {
        long nanos();

        void sleepNanos(long nanos);
    }

    /** Starts an act without waiting for its end. */
    interface Act {
        /** @param dueNanos when it was meant to start, on {@link Time#nanos()} */
        void start(int index, long dueNanos);
    }

    OpenLoop(int perSecond, Time time) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A rate is 1 a second or more, but was " + perSecond);
        }
        this.perSecond = perSecond;
        this.time = time;
    }

    /** Offers all acts; returns when the last one was started. An act that is late is started at once. */
    void offer(int acts, Act act) {
        long start = time.nanos();
        for (int i = 0; i < acts; i++) {
            long due = start + dueAfterNanos(i);
            for (long wait = due - time.nanos(); wait > 0; wait = due - time.nanos()) {
                time.sleepNanos(wait);
            }
            act.start(i, due);
        }
    }

    /** Computed from the index, so that rounding never adds up. */
    private long dueAfterNanos(int index) {
        return TimeUnit.SECONDS.toNanos(1) / perSecond * index
                + TimeUnit.SECONDS.toNanos(1) % perSecond * index / perSecond;
    }
}
