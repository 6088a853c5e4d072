package io.soprelay.redis.server;

import java.time.Duration;

/** Waiting as a port, so that a test decides how long it takes. */
@FunctionalInterface
interface Pause {

    void pause(Duration duration) throws InterruptedException;

    /** Waits while interrupts are answered by giving up the whole act. */
    default void orGiveUp(Duration duration) {
        try {
            pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the embedded Redis", e);
        }
    }
}
