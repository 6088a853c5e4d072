package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts that could not be committed while the store is away: one line at most every ten seconds, because hundreds of
 * people press again and again until it is back. Thread safe.
 */
public final class OutageLog {
    public static final Duration LINE_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final InstantSource clock;
    private Instant nextLine = Instant.MIN;
    private long suppressed;

    public OutageLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param act what was not confirmed, by kind and never by content
     * @param reason one sentence
     */
    public synchronized void unconfirmed(String act, String reason) {
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            suppressed++;
            return;
        }
        nextLine = now.plus(LINE_EVERY);
        LOG.warn("{} is not confirmed: {} ({} more since the last such line)", act, reason, suppressed);
        suppressed = 0;
    }
}
