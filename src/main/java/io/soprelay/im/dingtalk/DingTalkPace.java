package io.soprelay.im.dingtalk;

import io.soprelay.im.dingtalk.DingTalkErrors.Fault;
import io.soprelay.im.door.PaceWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps this process under the platform's limit of 20 calls/s an app and API, with something to spare and a part of it
 * kept for answers, and silent for as long as a refusal asks for. Thread safe.
 */
final class DingTalkPace {
    private static final int API_PER_SECOND = 18;
    private static final int ANSWERS_PER_SECOND = 2;
    /** A call that was slow on its way and one that was fast arrive closer together than they left. */
    private static final Duration SECOND = Duration.ofMillis(1100);
    /** Longer than this is given back to the caller, whose schedule waits better than a thread. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration THROTTLED = Duration.ofSeconds(1);
    private static final Duration BAN = Duration.ofMinutes(5);
    private static final int HOT_DOUBLINGS_MAX = 2;

    private final InstantSource clock;
    private final Pause pause;
    private final Map<String, Lane> lanes = new HashMap<>();
    private Instant closedUntil = Instant.MIN;

    /** How to wait; a port so that tests need not. */
    interface Pause {
        void pause(Duration wait) throws InterruptedException;
    }

    /** One API. There are about ten. */
    private static final class Lane {
        private final PaceWindows window = new PaceWindows(API_PER_SECOND, ANSWERS_PER_SECOND, SECOND);
        private Instant closedUntil = Instant.MIN;
        /** Refusals in a row because everybody calls it. */
        private int hot;
    }

    DingTalkPace(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits until a call may be made; empty when it may, else after how long to ask again (then nothing is used up). */
    Optional<Duration> acquire(String api, PaceWindows.For use) throws InterruptedException {
        Duration wait = slot(api, use);
        if (wait.compareTo(WAIT_MAX) > 0) {
            return Optional.of(wait);
        }
        if (wait.isPositive()) {
            pause.pause(wait);
        }
        return Optional.empty();
    }

    /** The platform refused a call of the API; says how long the API, or everything, is closed for that. */
    synchronized Optional<Duration> refused(String api, Fault fault) {
        Instant now = clock.instant();
        return switch (fault) {
            case APP_THROTTLED -> Optional.of(close(api, now, THROTTLED));
            case MINUTE_THROTTLED ->
                Optional.of(close(
                        api,
                        now,
                        Duration.between(
                                now, now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES))));
            case API_HOT -> {
                Lane lane = lane(api);
                Duration wait = THROTTLED.multipliedBy(1L << Math.min(lane.hot, HOT_DOUBLINGS_MAX));
                lane.hot++;
                yield Optional.of(close(api, now, wait));
            }
            case BANNED -> {
                closedUntil = later(closedUntil, now.plus(BAN));
                yield Optional.of(BAN);
            }
            case TOKEN_REFUSED, MONTH_SPENT, BUSY, OTHER -> Optional.empty();
        };
    }

    /** The platform carried a call of the API out. */
    synchronized void done(String api) {
        lane(api).hot = 0;
    }

    private Duration close(String api, Instant now, Duration wait) {
        Lane lane = lane(api);
        lane.closedUntil = later(lane.closedUntil, now.plus(wait));
        return wait;
    }

    private synchronized Duration slot(String api, PaceWindows.For use) {
        Instant now = clock.instant();
        Lane lane = lane(api);
        Instant free = later(later(lane.window.freeFrom(now, use), lane.closedUntil), closedUntil);
        Duration wait = Duration.between(now, free);
        if (wait.compareTo(WAIT_MAX) <= 0) {
            lane.window.take(free, use);
        }
        return wait;
    }

    private Lane lane(String api) {
        return lanes.computeIfAbsent(api, fresh -> new Lane());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
