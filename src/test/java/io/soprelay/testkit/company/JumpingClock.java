package io.soprelay.testkit.company;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, which may jump ahead. Thread safe. */
final class JumpingClock implements InstantSource {
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(ahead.get());
    }

    void jump(Duration by) {
        ahead.addAndGet(by.toMillis());
    }
}
