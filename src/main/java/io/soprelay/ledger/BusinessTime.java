package io.soprelay.ledger;

import java.time.Duration;
import java.time.Instant;

/** Business time: the store's clock plus an offset that is stored with the data and only grows. */
public interface BusinessTime {

    Instant now();

    Duration offset();

    /**
     * Moves business time forward and returns the new time.
     *
     * @throws IllegalArgumentException if {@code by} is negative
     */
    Instant advance(Duration by);
}
