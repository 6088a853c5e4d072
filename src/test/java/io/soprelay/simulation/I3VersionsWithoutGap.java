package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryVerdict;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestChain;

/** Each commit counts one and is sealed over the one before it. */
final class I3VersionsWithoutGap extends Invariant {
    @Override
    String sentence() {
        return "Versions of an instance are 1, 2, 3 … with no gap or repeat, and the hash chain of its history is whole.";
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
        AggregateId id = happened.commit().aggregate();
        HistoryVerdict verdict = TestChain.CHAIN.check(id, world.ledger().inspect(id));
        if (!verdict.isWhole() || verdict.sealed() != expected) {
            broken("the chain of %s at version %d is not whole: %s", id, expected, verdict);
        }
    }

    @Override
    void quiet(World world) {
        HistoryReport report =
                new HistoryCheck(world.ledger(), TestChain.CHAIN, new RememberedSeals(), () -> {}).walk();
        if (!report.isWhole()) {
            broken("the histories are not whole: %s", report);
        }
    }
}
