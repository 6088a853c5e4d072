package io.soprelay.engine;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits one partition after the other for ever: a first round within about a minute of the start, because a crash or a
 * restored store is when something may be missing, and again whenever the store had been away or has gone back;
 * otherwise one round in ten minutes, so that it is never felt. One thread.
 */
public final class RescanRounds {
    private static final Logger LOG = LoggerFactory.getLogger(RescanRounds.class);

    static final Duration QUICK = Duration.ofSeconds(1);
    static final Duration CALM = Duration.ofMinutes(10).dividedBy(AggregateId.PARTITIONS);

    private final Rescan rescan;
    private final List<Repair> more;
    private int next;
    private int quickVisits = AggregateId.PARTITIONS;
    private volatile boolean hurried;

    /** Somebody else with entries that may be missing. */
    @FunctionalInterface
    public interface Repair {
        /** Puts back what is missing in a partition. @return how many entries */
        int repair(int partition);
    }

    /** @param more asked after the records of a partition were visited */
    public RescanRounds(Rescan rescan, Repair... more) {
        this.rescan = rescan;
        this.more = List.of(more);
    }

    /** Asks for a whole round soon: the store holds less than it did. Safe to call from any thread. */
    public void hurry() {
        hurried = true;
    }

    /** Visits the next partition; never throws. @return how long to wait before the one after it */
    public Duration visitNext() {
        if (hurried) {
            hurried = false;
            quickVisits = AggregateId.PARTITIONS;
        }
        try {
            int partition = next;
            int repaired = rescan.visit(partition)
                    + more.stream().mapToInt(each -> each.repair(partition)).sum();
            if (repaired > 0) {
                LOG.info("Rescan of partition {} put {} right", next, repaired);
            }
        } catch (LedgerUnavailableException e) {
            // What it holds when it comes back may be older than what was seen before: a whole round again.
            LOG.debug("Store is away, partition {} is visited later", next, e);
            quickVisits = AggregateId.PARTITIONS;
            return CALM;
        } catch (RuntimeException e) {
            LOG.error("Rescan of partition {} failed", next, e);
        }
        next = (next + 1) % AggregateId.PARTITIONS;
        quickVisits = Math.max(0, quickVisits - 1);
        return quickVisits > 0 ? QUICK : CALM;
    }
}
