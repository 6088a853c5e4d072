package io.soprelay;

import io.soprelay.engine.HistoryRounds;
import io.soprelay.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Walks through all histories once a day, and keeps their number often and when the bot stops. */
final class HistoryLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryLife.class);

    /** What was acknowledged for longer than this is missed after a crash too, should somebody take it out. */
    private static final Duration REMEMBERED_EVERY = Duration.ofMinutes(10);

    private static final int VISITS_A_DAY = 144;

    /** Longer than any walk: who waits is a thread of our own. */
    private static final Duration WALK_MAX = Duration.ofHours(6);

    private final HistoryRounds rounds;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("histories").daemon(true).factory());
    private int visits;
    private volatile boolean running;

    HistoryLife(HistoryRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void start() {
        running = true;
        ticker.scheduleWithFixedDelay(
                this::visit, REMEMBERED_EVERY.toMinutes(), REMEMBERED_EVERY.toMinutes(), TimeUnit.MINUTES);
    }

    /** The first visit after a start walks: what happened while no bot ran is known within minutes. Never throws. */
    void visit() {
        try {
            if (visits % VISITS_A_DAY == 0) {
                rounds.result(WALK_MAX);
            } else {
                rounds.remember();
            }
            visits++;
        } catch (LedgerUnavailableException away) {
            LOG.debug("Store is away, its histories are looked at later", away);
        } catch (RuntimeException e) {
            LOG.error("Histories could not be looked at", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        ticker.shutdownNow();
        try {
            rounds.remember();
        } catch (LedgerUnavailableException away) {
            LOG.debug("Store is away: the histories are not counted at the stop", away);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
