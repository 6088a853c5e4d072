package io.soprelay.simulation;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Faults end, and so does what they left. */
final class I14ComesToRest extends Invariant {
    @Override
    String sentence() {
        return "Within 60 s after the last fault, eleven minutes where the platform permitted nothing, the queues are empty, or an incident says why not; with several bots, after"
                + " their leases.";
    }

    @Override
    void minuteLater(World world) {
        if (hasIncident(world)) {
            return;
        }
        for (Archive.Entry entry : world.archive().waiting()) {
            if (entry.lane() != Lane.TIMER) {
                broken("%s still waits a minute after the last fault", entry);
                return;
            }
        }
        long left = Arrays.stream(Lane.values())
                .filter(lane -> lane != Lane.TIMER)
                .mapToLong(lane -> world.ledger().backlog().getOrDefault(lane, 0L))
                .sum();
        if (left > 0) {
            broken("%d entries still wait a minute after the last fault", left);
        }
    }

    private static boolean hasIncident(World world) {
        return IntStream.range(0, AggregateId.PARTITIONS)
                .anyMatch(partition -> !world.ledger()
                        .live(AggregateId.Kind.INCIDENT, partition)
                        .isEmpty());
    }
}
