package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a platform does only after a while, each act on a thread of its own; a close drops what still waits. */
public final class Later implements AutoCloseable {
    private final ScheduledExecutorService timer;

    /** @param name of the thread that waits */
    public Later(String name) {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Does {@code act} once {@code wait} is over; never after a close. */
    public void in(Duration wait, Runnable act) {
        try {
            timer.schedule(() -> Thread.ofVirtual().start(act), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // What is not done before the end is not done.
            Thread.onSpinWait();
        }
    }

    public boolean isClosed() {
        return timer.isShutdown();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
