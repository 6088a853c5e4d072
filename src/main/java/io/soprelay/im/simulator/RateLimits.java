package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Sliding windows per API and per receiver, on the machine's time. */
final class RateLimits {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WINDOWS_MAX = 1_000;

    private final FeishuPlatformConfig config;
    private final Map<String, Deque<Instant>> windows = new HashMap<>();

    RateLimits(FeishuPlatformConfig config) {
        this.config = config;
    }

    /** Counts one call of an API; refuses with 429 and 99991400 over 50 a second or 1000 a minute. */
    synchronized void api(String api) {
        count("second " + api, SECOND, config.rates().appPerSecond());
        count("minute " + api, MINUTE, config.rates().appPerMinute());
    }

    /** Counts one message to a person, or one update of a message; refuses with 230020 over 5 a second. */
    synchronized void receiver(String id) {
        forgetOld();
        Deque<Instant> calls = recent("receiver " + id, SECOND);
        if (calls.size() >= config.rates().personPerSecond()) {
            throw FeishuRefusal.tooManyForOne();
        }
        note(calls, config.rates().personPerSecond());
    }

    synchronized void clear() {
        windows.clear();
    }

    private void count(String key, Duration window, int limit) {
        Deque<Instant> calls = recent(key, window);
        if (calls.size() >= limit) {
            long millis = Duration.between(
                            config.machineClock().instant(), calls.getFirst().plus(window))
                    .toMillis();
            throw FeishuRefusal.tooMany(limit, (millis + 999) / 1000);
        }
        note(calls, limit);
    }

    private void note(Deque<Instant> calls, int limit) {
        if (limit != Integer.MAX_VALUE) {
            calls.addLast(config.machineClock().instant());
        }
    }

    private Deque<Instant> recent(String key, Duration window) {
        Deque<Instant> calls = windows.computeIfAbsent(key, k -> new ArrayDeque<>());
        Instant now = config.machineClock().instant();
        while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
            calls.removeFirst();
        }
        return calls;
    }

    /** Every message that was ever updated has a window; an old one says nothing. */
    private void forgetOld() {
        if (windows.size() > WINDOWS_MAX) {
            Instant old = config.machineClock().instant().minus(MINUTE);
            windows.values()
                    .removeIf(calls -> calls.isEmpty() || !calls.peekLast().isAfter(old));
        }
    }
}
