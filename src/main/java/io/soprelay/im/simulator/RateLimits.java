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

    /** Counts one message to a person, or one update of a message; refuses with 99991400 over 5 a second. */
    synchronized void receiver(String id) {
        count("receiver " + id, SECOND, config.rates().personPerSecond());
    }

    synchronized void clear() {
        windows.clear();
    }

    private void count(String key, Duration window, int limit) {
        Instant now = config.machineClock().instant();
        Deque<Instant> calls = windows.computeIfAbsent(key, k -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() >= limit) {
            Instant oldest = calls.getFirst();
            long millis = Duration.between(now, oldest.plus(window)).toMillis();
            throw FeishuRefusal.tooMany(limit, (millis + 999) / 1000);
        }
        if (limit != Integer.MAX_VALUE) {
            calls.addLast(now);
        }
    }
}
