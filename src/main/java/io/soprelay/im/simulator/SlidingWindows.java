package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts calls in windows that slide with the time, each under a name. Safe for many threads. */
public final class SlidingWindows {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WINDOWS_MAX = 1_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> windows = new HashMap<>();

    public SlidingWindows(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts one call, unless the window is full.
     *
     * @param limit calls a window lets through; {@link Integer#MAX_VALUE} for any number
     * @return how long until it lets the next one through; empty when this one was counted
     */
    public synchronized Optional<Duration> take(String name, Duration window, int limit) {
        if (limit == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        forgetOld();
        Instant now = clock.instant();
        Deque<Instant> calls = windows.computeIfAbsent(name, unused -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() >= limit) {
            return Optional.of(Duration.between(
                    now, calls.isEmpty() ? now.plus(window) : calls.getFirst().plus(window)));
        }
        calls.addLast(now);
        return Optional.empty();
    }

    /** Nothing was ever counted. */
    public synchronized void clear() {
        windows.clear();
    }

    /** Every message that was ever updated has a window; an old one says nothing. */
    private void forgetOld() {
        if (windows.size() > WINDOWS_MAX) {
            Instant old = clock.instant().minus(MINUTE);
            windows.values()
                    .removeIf(calls -> calls.isEmpty() || !calls.peekLast().isAfter(old));
        }
    }
}
