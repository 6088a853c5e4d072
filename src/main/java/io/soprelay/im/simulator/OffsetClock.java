package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's time moved forward as far as the bot's business time is; messages grow old by it. */
final class OffsetClock implements InstantSource {
    private static final Duration JUMP_MIN = Duration.ofSeconds(1);

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    /**
     * Follows the bot; never back.
     *
     * @return whether that was a jump and not the inaccuracy of the way
     */
    boolean follow(Instant businessNow) {
        Duration ahead = Duration.between(Instant.now(), businessNow);
        Duration before = offset.getAndAccumulate(ahead, (old, wanted) -> wanted.compareTo(old) > 0 ? wanted : old);
        return ahead.minus(before).compareTo(JUMP_MIN) > 0;
    }

    /** The machine's time again, for a bot that has forgotten its jumps. */
    void reset() {
        offset.set(Duration.ZERO);
    }
}
