package io.soprelay.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every latency of one round, exactly: a round has tens of thousands of acts, so nothing is rounded into buckets. Adding
 * is safe from any thread; read when all adding is over.
 */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;
    private final AtomicInteger added = new AtomicInteger();

    /** @param capacity how many may be added at most */
    Latencies(int capacity) {
        nanos = new long[capacity];
    }

    void add(long latencyNanos) {
        nanos[added.getAndIncrement()] = latencyNanos;
    }

    int count() {
        return added.get();
    }

    /**
     * The smallest latency that this share of all acts did not exceed (nearest rank), in milliseconds.
     *
     * @param percent above 0, at most 100
     * @throws IllegalStateException if nothing was added
     */
    double percentileMillis(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("A percentile is above 0 and at most 100, but was " + percent);
        }
        int count = count();
        if (count == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        // In decimals: 99.9 % of 1,000 is 999, which binary fractions would round up to 1,000.
        int rank = BigDecimal.valueOf(percent)
                .multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .intValueExact();
        return sorted[Math.clamp(rank, 1, count) - 1] / NANOS_PER_MILLI;
    }

    /** How many acts took at most so long. */
    int countWithinMillis(double millis) {
        return (int) Arrays.stream(nanos, 0, count())
                .filter(one -> one <= millis * NANOS_PER_MILLI)
                .count();
    }

    double maxMillis() {
        return percentileMillis(100);
    }
}
