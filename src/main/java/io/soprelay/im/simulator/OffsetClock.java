package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's time moved forward as far as the bot's business time is; messages grow old by it. */
final class OffsetClock implements InstantSource {
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    /** Follows the bot; never back. */
    void follow(Instant businessNow) {
        Duration ahead = Duration.between(Instant.now(), businessNow);
        offset.accumulateAndGet(ahead, (old, wanted) -> wanted.compareTo(old) > 0 ? wanted : old);
    }
}
