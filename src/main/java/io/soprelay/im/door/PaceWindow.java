package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many calls in any stretch of a length: an exact sliding window. Not thread safe. */
public final class PaceWindow {
    private final int limit;
    private final Duration length;
    private final Deque<Instant> taken = new ArrayDeque<>();

    /** @param limit calls, 1 or more */
    public PaceWindow(int limit, Duration length) {
        this.limit = limit;
        this.length = length;
    }

    /** The first moment, now or later, at which a call may be made. */
    public Instant freeFrom(Instant now) {
        Instant oldest = taken.peekFirst();
        Instant last = taken.peekLast();
        Instant free = oldest == null || taken.size() < limit ? now : oldest.plus(length);
        free = last != null && last.isAfter(free) ? last : free;
        return free.isAfter(now) ? free : now;
    }

    /** Uses up a call at that moment. */
    public void take(Instant at) {
        taken.addLast(at);
        if (taken.size() > limit) {
            taken.removeFirst();
        }
    }
}
