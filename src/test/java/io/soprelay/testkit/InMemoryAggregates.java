package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The aggregates of {@link InMemoryLedger} and the lists they stand in; not thread safe. */
final class InMemoryAggregates {
    private final Map<AggregateId, Stored> aggregates = new HashMap<>();
    private final Map<Integer, Set<AggregateId>> byPartition = new HashMap<>();

    record Stored(long version, byte[] state, Listing listing, List<byte[]> history) {}

    /** Which of the lists of a kind an aggregate stands in. */
    enum Listing {
        LIVE,
        ENDED,
        NONE;

        private static Listing after(Commit commit) {
            if (commit.live()) {
                return LIVE;
            }
            return commit.aggregate().kind().endsWatched() ? ENDED : NONE;
        }
    }

    @Nullable
    Stored get(AggregateId id) {
        return aggregates.get(id);
    }

    void apply(Commit commit) {
        Stored before = get(commit.aggregate());
        List<byte[]> history = before == null ? new ArrayList<>() : before.history;
        history.add(commit.audit());
        long version = before == null ? 1 : before.version + 1;
        if (before == null) {
            byPartition
                    .computeIfAbsent(commit.aggregate().partition(), any -> new HashSet<>())
                    .add(commit.aggregate());
        }
        aggregates.put(commit.aggregate(), new Stored(version, commit.state(), Listing.after(commit), history));
    }

    Map<String, Long> listed(AggregateId.Kind kind, int partition, Listing listing) {
        Map<String, Long> versions = new TreeMap<>();
        for (AggregateId id : byPartition.getOrDefault(partition, Set.of())) {
            Stored stored = Objects.requireNonNull(get(id));
            if (stored.listing == listing && id.kind() == kind) {
                versions.put(id.id(), stored.version);
            }
        }
        return versions;
    }

    void release(AggregateId.Kind kind, int partition, Map<String, Long> looked) {
        Map<String, Long> ended = listed(kind, partition, Listing.ENDED);
        looked.forEach((id, version) -> {
            if (version.equals(ended.get(id))) {
                aggregates.computeIfPresent(
                        new AggregateId(kind, id),
                        (any, stored) -> new Stored(stored.version, stored.state, Listing.NONE, stored.history));
            }
        });
    }
}
