package io.soprelay.im.simulator;

import java.time.Duration;

/** Sliding windows per API and per receiver, on the machine's time. */
final class RateLimits {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FeishuPlatformConfig config;
    private final SlidingWindows windows;

    RateLimits(FeishuPlatformConfig config) {
        this.config = config;
        this.windows = new SlidingWindows(config.machineClock());
    }

    /** Counts one call of an API; refuses with 429 and 99991400 over 50 a second or 1000 a minute. */
    void api(String api) {
        count("second " + api, SECOND, config.rates().appPerSecond());
        count("minute " + api, MINUTE, config.rates().appPerMinute());
    }

    /** Counts one message to a person, or one update of a message; refuses with 230020 over 5 a second. */
    void receiver(String id) {
        if (windows.take("receiver " + id, SECOND, config.rates().personPerSecond())
                .isPresent()) {
            throw FeishuRefusal.tooManyForOne();
        }
    }

    void clear() {
        windows.clear();
    }

    private void count(String key, Duration window, int limit) {
        windows.take(key, window, limit).ifPresent(wait -> {
            throw FeishuRefusal.tooMany(limit, (wait.toMillis() + 999) / 1000);
        });
    }
}
