package io.soprelay.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Feeds one target: grammar-made inputs and mutations of whatever had an outcome not seen before. The same seed feeds the
 * same inputs in the same order.
 */
final class Run {
    private static final int POOL_MAX = 2_000;
    private static final int FAILURES_MAX = 20;
    private final Target target;
    private final Meter meter;
    private final RandomGenerator random;
    private final Mutator mutator;
    private final List<byte[]> pool = new ArrayList<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private long inputs;

    Run(Target target, long seed, Duration cpuMax) {
        this.target = target;
        this.meter = new Meter(target, cpuMax);
        this.random = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(seed ^ target.name().hashCode());
        this.mutator = new Mutator(random, target.tokens());
    }

    /** An input that must be mended for. */
    record Failure(byte[] input, Throwable what) {
        @Override
        public String toString() {
            String text = new String(input, StandardCharsets.UTF_8);
            return kind() + ": " + what + " for " + text.substring(0, Math.min(200, text.length()));
        }

        /** Where it happened, without what was in it. */
        String kind() {
            StackTraceElement[] trace = what.getStackTrace();
            for (StackTraceElement place : trace) {
                if (place.getClassName().startsWith("io.soprelay.")
                        && !place.getClassName().startsWith("io.soprelay.fuzz.")) {
                    return what.getClass().getSimpleName() + " at " + place;
                }
            }
            return what.getClass().getSimpleName();
        }
    }

    /** Feeds the recorded inputs, then others until there are enough of them. */
    void until(BooleanSupplier enough) {
        for (byte[] recorded : target.seeds()) {
            feed(recorded);
            pool.add(recorded);
        }
        while (!enough.getAsBoolean() && failures.size() < FAILURES_MAX) {
            boolean made = pool.isEmpty() || random.nextInt(4) == 0;
            byte[] input = made ? target.generate(random) : mutator.mutate(any(), any());
            if (feed(input) && pool.size() < POOL_MAX) {
                pool.add(input);
            }
        }
    }

    /** Feeds as many as the target asks for. */
    void full() {
        until(() -> inputs >= target.full());
    }

    private byte[] any() {
        return pool.get(random.nextInt(pool.size()));
    }

    /** Whether its outcome is new. */
    private boolean feed(byte[] input) {
        inputs++;
        try {
            target.prepare();
            return outcomes.merge(meter.feed(input), 1L, Long::sum) == 1;
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError defect) {
            Failure failure = new Failure(input, defect);
            if (kinds.add(failure.kind())) {
                failures.add(failure);
            }
            return false;
        }
    }

    long inputs() {
        return inputs;
    }

    List<Failure> failures() {
        return failures;
    }

    /** How often each outcome came. */
    Map<String, Long> outcomes() {
        return outcomes;
    }
}
