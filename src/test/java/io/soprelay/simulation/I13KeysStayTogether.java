package io.soprelay.simulation;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.outbox.CardId;

/** A commit touches one partition: what it leaves there belongs there. */
final class I13KeysStayTogether extends Invariant {
    @Override
    String sentence() {
        return "No key without its partition: the entries of a record live where the record lives.";
    }

    @Override
    void stored(World world, Commit commit) {
        for (ScheduleChange change : commit.changes()) {
            if (change.lane() == Lane.CARD) {
                int own =
                        AggregateId.partitionOf(CardId.parse(change.id()).flow().value());
                if (own != commit.aggregate().partition()) {
                    broken(
                            "%s of partition %d waits in %d",
                            change.id(), own, commit.aggregate().partition());
                }
            }
        }
    }
}
