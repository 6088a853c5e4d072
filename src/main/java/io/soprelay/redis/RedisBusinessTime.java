package io.soprelay.redis;

import static io.soprelay.redis.ChangeArguments.number;

import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Business time reckoned from the last answer of the store, so that asking for it normally costs no round trip. Every
 * claim, look and commit brings a new answer. Safe for concurrent use.
 */
final class RedisBusinessTime implements BusinessTime {

    /** Beyond this the machine's own clock may have drifted from the store's; the safety poll is faster. */
    private static final Duration SAMPLE_AGE_MAX = Duration.ofSeconds(10);

    private final RedisDoor door;
    private @Nullable Sample sample;
    private long offsetMillis;
    private long lastMillis;

    RedisBusinessTime(RedisDoor door) {
        this.door = door;
    }

    private record Sample(long storeMillis, long nanos) {
        private long ageNanos() {
            return System.nanoTime() - nanos;
        }
    }

    @Override
    public Instant now() {
        if (!fresh()) {
            move(0);
        }
        return Instant.ofEpochMilli(reckon());
    }

    @Override
    public Duration offset() {
        if (!fresh()) {
            move(0);
        }
        return Duration.ofMillis(offsetMillis());
    }

    @Override
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Business time runs forward only, but was moved by " + by);
        }
        move(by.toMillis());
        return Instant.ofEpochMilli(reckon());
    }

    private void move(long byMillis) {
        ScriptReply reply = door.repeatable(
                StoreScript.ADVANCE,
                List.of(RedisKeys.clock()),
                List.of(number(byMillis), RedisKeys.bytes(door.nonce())));
        observeOffset(reply.number(0));
        observe(reply.number(1));
    }

    /** An answer of the store carried its clock. */
    synchronized void observe(long storeMillis) {
        sample = new Sample(storeMillis, System.nanoTime());
    }

    /** An answer of the store carried the offset; another process may have moved it. */
    synchronized void observeOffset(long millis) {
        offsetMillis = Math.max(offsetMillis, millis);
    }

    /** As far as is known here; costs nothing. */
    synchronized long offsetMillis() {
        return offsetMillis;
    }

    /** What scripts add to the store's clock for this lane. */
    long offsetOf(Lane lane) {
        return lane.businessTime() ? offsetMillis() : 0;
    }

    private synchronized boolean fresh() {
        return sample != null && sample.ageNanos() < SAMPLE_AGE_MAX.toNanos();
    }

    private synchronized long reckon() {
        Sample known = sample;
        if (known != null) {
            long elapsed = Duration.ofNanos(known.ageNanos()).toMillis();
            lastMillis = Math.max(lastMillis, known.storeMillis() + elapsed + offsetMillis);
        }
        return lastMillis;
    }
}
