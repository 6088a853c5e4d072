package io.soprelay.im.feishu;

import io.soprelay.im.door.PaceWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        while (true) {
            Slot slot = slot(lane, use);
            if (slot.in().compareTo(WAIT_MAX) > 0) {
                return Optional.of(slot.in());
            }
            if (slot.in().isPositive()) {
                pause.pause(slot.in());
            }
            if (slot.taken()) {
                return Optional.empty();
            }
        }
    }

    /** The platform asked for silence. */
    synchronized void closeFor(Duration time) {
        Instant until = clock.instant().plus(time);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** @param taken whether the call may be made then; else it has to ask again */
    private record Slot(Duration in, boolean taken) {}

    /**
     * The app's slot is taken once the lane is free: nobody else waits for a busy person. Both count the same moment, the
     * one at which the call leaves: a lane counted before the wait for the app would let calls catch up with each other.
     */
    private synchronized Slot slot(@Nullable String lane, PaceWindows.For use) {
        Instant now = clock.instant();
        PaceWindows own = lane == null
                ? null
                : lanes.computeIfAbsent(
                        lane, fresh -> new PaceWindows(LANE_PER_SECOND, LANE_ANSWERS_PER_SECOND, LANE_SECOND));
        Instant ownFree = own == null ? now : own.freeFrom(now, use);
        if (ownFree.isAfter(now)) {
            return new Slot(Duration.between(now, ownFree), false);
        }
        Instant free = later(later(second.freeFrom(now, use), minute.freeFrom(now, use)), closedUntil);
        Duration wait = Duration.between(now, free);
        if (wait.compareTo(WAIT_MAX) <= 0) {
            second.take(free, use);
            minute.take(free, use);
            if (own != null) {
                own.take(free, use);
            }
        }
        return new Slot(wait, true);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
