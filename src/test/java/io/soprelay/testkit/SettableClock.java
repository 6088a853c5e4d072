package io.soprelay.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread safe. */
public final class SettableClock implements InstantSource {

    private volatile Instant now;

    public SettableClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock forward. */
    public synchronized void tick(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time runs forward only, but was moved by " + by);
        }
        now = now.plus(by);
    }
}
