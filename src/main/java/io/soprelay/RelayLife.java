package io.soprelay;

import io.soprelay.engine.Rescan;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.OutboxRelay;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts delivering once everything is wired, and visits one partition at a time for what is missing. */
final class RelayLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLife.class);

    /** All partitions once in ten minutes: spread, so that a rescan is never felt. */
    private static final Duration VISIT_EVERY = Duration.ofMinutes(10).dividedBy(AggregateId.PARTITIONS);

    private final OutboxRelay relay;
    private final Rescan rescan;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rescan").daemon(true).factory());
    private int next;
    private volatile boolean running;

    RelayLife(OutboxRelay relay, Rescan rescan) {
        this.relay = relay;
        this.rescan = rescan;
    }

    @Override
    public void start() {
        running = true;
        relay.start();
        ticker.scheduleWithFixedDelay(
                this::visitNext, VISIT_EVERY.toMillis(), VISIT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void visitNext() {
        try {
            rescan.visit(next);
            next = (next + 1) % AggregateId.PARTITIONS;
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, partition {} is visited later", next, e);
        } catch (RuntimeException e) {
            LOG.error("Rescan of partition {} failed", next, e);
            next = (next + 1) % AggregateId.PARTITIONS;
        }
    }

    /** Stops before the web server does, so that nothing new is claimed while presses are still answered. */
    @Override
    public void stop() {
        running = false;
        ticker.shutdownNow();
        relay.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
