package io.soprelay.engine;

import io.soprelay.archive.ArchiveRefusedException;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything in the store for what has long been over, a page at a time, for ever; a round begins an hour after the
 * last, or sooner with a short retention. A bot that does not archive only looks after a store that went back. What it knows of
 * itself may be read by any thread. One thread otherwise.
 */
public final class ArchiveRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRounds.class);

    /** Between two pages; the server is asked for a few hundred keys with each. */
    private static final Duration PAGE = Duration.ofMillis(50);

    private static final Duration ROUND_MAX = Duration.ofHours(1);
    private static final Duration ROUND_MIN = Duration.ofSeconds(1);

    /** How soon a store that went back is noticed between two rounds. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** A disk that is full is looked at again as soon as somebody may have made room. */
    private static final Duration REFUSED = Duration.ofMinutes(1);

    private static final int ROUNDS_A_RETENTION = 24;

    private final Ledger ledger;
    private final Archiver archiver;
    private final Watch watch;
    private final InstantSource machineClock;
    private final Duration pause;
    private final boolean on;
    private String cursor = Ledger.START;
    private Duration left = Duration.ZERO;
    private final AtomicLong archived = new AtomicLong();
    private volatile @Nullable Instant last;
    private volatile boolean refused;
    private volatile boolean wentBack;

    /** Hears whether archiving works. */
    public interface Watch {
        /** Called again with each try that is refused. */
        void refused(String reason);

        /** Called with each that worked, so it must be cheap where nothing is wrong. */
        void wrote();
    }

    /**
     * @param after the retention
     * @param on whether this bot archives; if not, it visits nothing, and looks after a store that went back all the same
     */
    public ArchiveRounds(
            Ledger ledger, Archiver archiver, Watch watch, InstantSource machineClock, Duration after, boolean on) {
        this.ledger = ledger;
        this.archiver = archiver;
        this.watch = watch;
        this.machineClock = machineClock;
        this.on = on;
        Duration part = after.dividedBy(ROUNDS_A_RETENTION);
        this.pause = part.compareTo(ROUND_MAX) > 0 ? ROUND_MAX : part.compareTo(ROUND_MIN) < 0 ? ROUND_MIN : part;
    }

    /** Visits the next page; never throws. @return how long to wait before the one after it */
    public Duration visitNext() {
        try {
            bringForward();
            if (!on) {
                return LOOK;
            }
            return left.isPositive() ? waits() : visitPage();
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, nothing is archived", e);
            return ROUND_MIN;
        } catch (ArchiveRefusedException e) {
            refused(e);
            return REFUSED;
        } catch (RuntimeException e) {
            LOG.error("Archiving failed", e);
            return REFUSED;
        }
    }

    /** A store that goes back again during the long walk is walked through again. */
    private void bringForward() {
        if (wentBack) {
            wentBack = false;
            try {
                archiver.bringForward();
            } catch (RuntimeException e) {
                wentBack = true;
                throw e;
            }
            LOG.info("What the archive holds newer than the store is read from there");
        }
    }

    private Duration visitPage() throws ArchiveRefusedException {
        Ledger.Aggregates page = ledger.aggregates(cursor);
        int gone = archiver.visit(page.ids());
        if (gone > 0) {
            archived.addAndGet(gone);
            last = machineClock.instant();
            LOG.info("{} records left the store for the archive", gone);
            worked();
        }
        if (page.next() == null) {
            cursor = Ledger.START;
            left = pause;
            return waits();
        }
        cursor = page.next();
        return PAGE;
    }

    private Duration waits() {
        Duration now = left.compareTo(LOOK) > 0 ? LOOK : left;
        left = left.minus(now);
        return now;
    }

    private void refused(ArchiveRefusedException e) {
        if (e.isOthersTurn()) {
            LOG.debug("{}", e.getMessage());
            return;
        }
        if (!refused) {
            LOG.error("Nothing is archived: {}", e.getMessage());
        }
        refused = true;
        tell(() -> watch.refused(String.valueOf(e.getMessage())));
    }

    private void worked() {
        refused = false;
        tell(watch::wrote);
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, it is told with the next try", e);
        } catch (RuntimeException e) {
            LOG.error("What became of archiving cannot be told; archiving goes on", e);
        }
    }

    /** The store holds less than it did: what the archive holds newer counts. Safe to call from any thread. */
    public void storeWentBack() {
        wentBack = true;
    }

    /** How many records left the store since the start. */
    public long archived() {
        return archived.get();
    }

    /** When the last one left, by the machine's clock; null if none did since the start. */
    public @Nullable Instant last() {
        return last;
    }

    /** Whether the last try was refused. */
    public boolean isRefused() {
        return refused;
    }
}
