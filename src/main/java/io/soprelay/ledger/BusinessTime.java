package io.soprelay.ledger;

import java.time.Duration;
import java.time.Instant;

/** Business time: the store's clock plus an offset that is stored with the data and only grows. */
public interface BusinessTime {

    /** Reckoned from the last answer of the store; normally costs no round trip and never runs backwards. */
    Instant now();

    /** What was added to the store's clock so far; 0 or more. */
    Duration offset();

    /**
     * Moves business time forward and returns the new time.
     *
     * @throws IllegalArgumentException if {@code by} is negative
     */
    Instant advance(Duration by);
}
