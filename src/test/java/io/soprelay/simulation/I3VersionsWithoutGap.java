package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;

/** Each commit counts one. */
final class I3VersionsWithoutGap extends Invariant {
    @Override
    String sentence() {
        return "Versions of an instance are 1, 2, 3 … with no gap or repeat.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        FlowInstance before = happened.before();
        long expected = before == null ? 1 : before.version() + 1;
        if (happened.entry().version() != expected) {
            broken(
                    "%s has version %d where %d comes",
                    happened.commit().aggregate(), happened.entry().version(), expected);
        }
        int entries = world.ledger().history(happened.commit().aggregate()).size();
        long stored = world.ledger().load(happened.commit().aggregate()).version();
        if (entries != expected || stored != expected) {
            broken(
                    "%s has %d entries at version %d, and %d was committed",
                    happened.commit().aggregate(), entries, stored, expected);
        }
    }
}
