package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;

/** Nothing grows without an end. */
final class I15Bounded extends Invariant {
    /** Far above any record of a world, far below the store's limit. */
    private static final int STATE_BYTES_MAX = 256 * 1024;

    @Override
    String sentence() {
        return "Bounds: what waits and what is stored is bounded by the work there is.";
    }

    @Override
    void stored(World world, Commit commit) {
        if (commit.state().length > STATE_BYTES_MAX) {
            broken("%s has %d bytes", commit.aggregate(), commit.state().length);
        }
    }

    /** At rest there waits a timer for each reminder ahead and one for each digest, and nothing else. */
    @Override
    void quiet(World world) {
        long reminders = 0;
        for (FlowInstance record : world.archive().records().values()) {
            for (WorkItem item : record.openItems()) {
                reminders += item.reminders().size();
            }
        }
        long subscribed = 0;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            subscribed +=
                    world.ledger().live(AggregateId.Kind.DIGEST, partition).size();
        }
        long waiting = world.ledger().backlog().getOrDefault(Lane.TIMER, 0L);
        if (waiting > reminders + subscribed) {
            broken("%d timers wait for %d reminders and %d digests", waiting, reminders, subscribed);
        }
    }
}
