package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;

/** What is stored of a record is what its audit says. */
final class I2StateIsItsAudit extends Invariant {
    @Override
    String sentence() {
        return "State is the fold of the audit: replaying an instance's entries gives the stored state.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        FlowInstance after = happened.after();
        AggregateId id = happened.commit().aggregate();
        if (after == null) {
            broken("the audit of %s does not follow: %s", id, happened.entry());
            return;
        }
        FlowInstance stored = world.archive().stored(after.id());
        if (!after.equals(stored)) {
            broken("%s is stored as %s, and its audit says %s", id, stored, after);
        }
    }
}
