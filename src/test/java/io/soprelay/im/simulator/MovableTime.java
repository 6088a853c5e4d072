package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock a test moves. */
public final class MovableTime implements InstantSource {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void forward(Duration by) {
        now = now.plus(by);
    }
}
