package io.soprelay.im.feishu;

import io.soprelay.im.door.PaceWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process under the platform's limits: 50 calls/s and 1000/min an app, 5/s a person, a chat or a message;
 * all are kept with something to spare, and a part of each is kept for answers. Exact sliding windows, not buckets that
 * let a burst through. Thread safe.
 */
final class FeishuPace {
    private static final int APP_PER_SECOND = 40;
    private static final int ANSWERS_PER_SECOND = 6;
    private static final int APP_PER_MINUTE = 900;
    private static final int ANSWERS_PER_MINUTE = 50;
    private static final int LANE_PER_SECOND = 5;
    private static final int LANE_ANSWERS_PER_SECOND = 1;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A call that was slow on its way and one that was fast arrive closer together than they left. */
    private static final Duration LANE_SECOND = Duration.ofMillis(1200);
    /** Longer than this is given back to the caller, whose schedule waits better than a thread. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private static final int LANES_MAX = 10_000;

    private final InstantSource clock;
    private final Pause pause;
    private final PaceWindows second = new PaceWindows(APP_PER_SECOND, ANSWERS_PER_SECOND, SECOND);
    private final PaceWindows minute = new PaceWindows(APP_PER_MINUTE, ANSWERS_PER_MINUTE, MINUTE);
    private final Map<String, PaceWindows> lanes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PaceWindows> eldest) {
            return size() > LANES_MAX;
        }
    };
    private Instant closedUntil = Instant.MIN;

    /** How to wait; a port so that tests need not. */
    interface Pause {
        void pause(Duration wait) throws InterruptedException;
    }

    FeishuPace(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Waits until a call may be made; empty when it may, else after how long to ask again (then nothing is used up).
     *
     * @param lane the recipient or message; null for calls that only count for the app
     */
    Optional<Duration> acquire(@Nullable String lane, PaceWindows.For use) throws InterruptedException {
        if (lane != null) {
            Optional<Duration> tooLong = waitFor(() -> laneSlot(lane, use));
            if (tooLong.isPresent()) {
                return tooLong;
            }
        }
        return waitFor(() -> appSlot(use));
    }

    /** The platform asked for silence. */
    synchronized void closeFor(Duration time) {
        Instant until = clock.instant().plus(time);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    private Optional<Duration> waitFor(Supplier<Duration> slot) throws InterruptedException {
        Duration wait = slot.get();
        if (wait.compareTo(WAIT_MAX) > 0) {
            return Optional.of(wait);
        }
        if (wait.isPositive()) {
            pause.pause(wait);
        }
        return Optional.empty();
    }

    private synchronized Duration laneSlot(String lane, PaceWindows.For use) {
        Instant now = clock.instant();
        PaceWindows window = lanes.computeIfAbsent(
                lane, fresh -> new PaceWindows(LANE_PER_SECOND, LANE_ANSWERS_PER_SECOND, LANE_SECOND));
        return take(use, now, window.freeFrom(now, use), window);
    }

    private synchronized Duration appSlot(PaceWindows.For use) {
        Instant now = clock.instant();
        Instant free = second.freeFrom(now, use);
        Instant freeByMinute = minute.freeFrom(now, use);
        free = freeByMinute.isAfter(free) ? freeByMinute : free;
        free = closedUntil.isAfter(free) ? closedUntil : free;
        return take(use, now, free, second, minute);
    }

    private static Duration take(PaceWindows.For use, Instant now, Instant free, PaceWindows... windows) {
        Duration wait = Duration.between(now, free);
        if (wait.compareTo(WAIT_MAX) <= 0) {
            for (PaceWindows window : windows) {
                window.take(free, use);
            }
        }
        return wait;
    }
}
