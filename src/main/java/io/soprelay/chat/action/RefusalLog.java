package io.soprelay.chat.action;

import io.soprelay.flow.model.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Presses by people who had no right to, at most so many a minute: a script must not fill the disk. Thread safe. */
public final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.soprelay.security");

    private static final int LINES_PER_MINUTE_MAX = 60;

    private final InstantSource clock;
    private Instant minute = Instant.EPOCH;
    private int lines;
    private long suppressed;

    public RefusalLog(InstantSource clock) {
        this.clock = clock;
    }

    /** @param what what was tried, by ids only */
    public synchronized void refused(MemberId who, String action, String what) {
        Instant now = clock.instant();
        if (Duration.between(minute, now).compareTo(Duration.ofMinutes(1)) >= 0) {
            minute = now;
            lines = 0;
        }
        if (lines < LINES_PER_MINUTE_MAX) {
            lines++;
            LOG.warn("{} may not {} ({}); {} earlier lines were left out", who, action, what, suppressed);
            suppressed = 0;
        } else {
            suppressed++;
        }
    }
}
