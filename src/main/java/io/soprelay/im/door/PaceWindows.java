package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;

/**
 * A limit of a platform of which a part is kept for answers: whoever asked something does not wait behind a backlog that
 * uses up the rest. Two exact sliding windows, whose limits together are the limit. Not thread safe.
 */
public final class PaceWindows {
    private final PaceWindow common;
    private final PaceWindow kept;

    /** Who wants to call. */
    public enum For {
        ALL,
        /** Somebody who waits: may use what is kept, and the rest. */
        ANSWERS
    }

    /**
     * @param limit calls in any stretch of {@code length}
     * @param kept how many of them are for answers alone; less than {@code limit}
     */
    public PaceWindows(int limit, int kept, Duration length) {
        this.common = new PaceWindow(limit - kept, length);
        this.kept = new PaceWindow(kept, length);
    }

    /** The first moment, now or later, at which a call may be made. */
    public Instant freeFrom(Instant now, For use) {
        Instant free = common.freeFrom(now);
        Instant early = use == For.ANSWERS ? kept.freeFrom(now) : free;
        return early.isBefore(free) ? early : free;
    }

    /** Uses up a call at that moment, at which one is free. */
    public void take(Instant at, For use) {
        boolean fromKept = use == For.ANSWERS && common.freeFrom(at).isAfter(at);
        (fromKept ? kept : common).take(at);
    }
}
