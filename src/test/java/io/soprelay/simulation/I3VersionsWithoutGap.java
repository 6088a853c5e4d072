package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.Sealed;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestChain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each commit counts one and is sealed over the one before it. */
final class I3VersionsWithoutGap extends Invariant {
    private final Map<AggregateId, Chain> chains = new HashMap<>();

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
        AggregateId id = happened.commit().aggregate();
        StoredHistory stored = world.ledger().inspect(id);
        if (stored.entries().size() != expected || stored.version() != expected) {
            broken(
                    "%s has %d entries at version %d, and %d was committed",
                    id, stored.entries().size(), stored.version(), expected);
        }
        if (!chains.computeIfAbsent(id, Chain::new).grewByOne(stored, world)) {
            broken("the chain of %s at version %d is not whole: %s", id, expected, TestChain.CHAIN.check(id, stored));
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

    /** A history as it was seen last, in copies of its own: checked link by link, each once, and compared with ever after. */
    private static final class Chain {
        private final AggregateId id;
        private final List<byte[]> entries = new ArrayList<>();
        private byte @Nullable [] state;
        private byte @Nullable [] seal;

        private Chain(AggregateId id) {
            this.id = id;
        }

        /**
         * Whether it is the same with one link more: the new entry and the state that are stored carry the very seals that
         * belong over what was seen last.
         */
        private boolean grewByOne(StoredHistory now, World world) {
            byte[] nowState = now.state();
            byte[] nowSeal = now.seal();
            if (now.entries().size() != entries.size() + 1 || nowState == null || nowSeal == null) {
                return false;
            }
            for (int i = 0; i < entries.size(); i++) {
                if (!Arrays.equals(entries.get(i), now.entries().get(i))) {
                    return false;
                }
            }
            byte[] last = now.entries().getLast();
            Basis basis = new Basis(entries.size(), seal, state);
            Commit link = new Commit(id, "link", basis, nowState, HistoryChain.opened(last), "link", true, List.of());
            Sealed due = TestChain.CHAIN.seal(link, world.ledger());
            entries.add(last.clone());
            state = nowState.clone();
            seal = nowSeal.clone();
            return Arrays.equals(due.entry(), last) && Arrays.equals(due.seal(), nowSeal);
        }
    }
}
