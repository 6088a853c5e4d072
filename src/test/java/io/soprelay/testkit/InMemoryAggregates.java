package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.Sealed;
import io.soprelay.ledger.StoredHistory;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Made of the stored half alone: whoever has committed one knows no more than who reads it. */
    private final Map<AggregateId, RecordKey> keys = new HashMap<>();

    private final long[] sealed = new long[AggregateId.PARTITIONS];
    private final List<InMemoryCommands> commands = new ArrayList<>();

    InMemoryAggregates() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            commands.add(new InMemoryCommands());
        }
    }

    /** @param seal null if the aggregate has no chain */
    record Stored(long version, byte[] state, byte @Nullable [] seal, Listing listing, List<byte[]> history) {

        private Stored released() {
            return new Stored(version, state, seal, Listing.NONE, history);
        }
    }

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

    private @Nullable Stored get(AggregateId id) {
        return aggregates.get(id);
    }

    Loaded load(AggregateId id, String commandId) {
        StoredOutcome outcome = commands.get(id.partition()).outcome(id, commandId);
        Stored stored = get(id);
        return stored == null
                ? Loaded.missing(outcome)
                : new Loaded(stored.version, stored.state, outcome, stored.seal, keys.get(id));
    }

    CommitResult commit(Commit commit, Sealed with, long nowMillis) {
        AggregateId id = commit.aggregate();
        InMemoryCommands seen = commands.get(id.partition());
        StoredOutcome before = seen.outcome(id, commit.commandId());
        if (before != null) {
            return new CommitResult.Repeated(before);
        }
        Stored stored = get(id);
        long version = stored == null ? 0 : stored.version;
        long expected = commit.basis().version();
        if (expected != Basis.ANY.version() && expected != version) {
            return new CommitResult.Conflict(version);
        }
        apply(commit, with);
        seen.remember(id, commit.commandId(), new StoredOutcome(commit.outcome(), version + 1), nowMillis);
        return new CommitResult.Committed(version + 1);
    }

    private void apply(Commit commit, Sealed with) {
        Stored before = get(commit.aggregate());
        List<byte[]> history = before == null ? new ArrayList<>() : before.history;
        history.add(with.entry());
        long version = before == null ? 1 : before.version + 1;
        if (before == null) {
            byPartition
                    .computeIfAbsent(commit.aggregate().partition(), any -> new HashSet<>())
                    .add(commit.aggregate());
        }
        byte[] seal = before == null ? null : before.seal;
        if (with.seal().length > 0) {
            seal = with.seal();
            sealed[commit.aggregate().partition()]++;
        }
        switch (commit.key()) {
            case Commit.KeyChange.Keep keep -> {}
            case Commit.KeyChange.Store(RecordKey key) ->
                keys.put(commit.aggregate(), TestChain.CHAIN.recordKey(commit.aggregate(), key.stored()));
            case Commit.KeyChange.Drop drop -> keys.remove(commit.aggregate());
        }
        aggregates.put(commit.aggregate(), new Stored(version, commit.state(), seal, Listing.after(commit), history));
    }

    List<AggregateId> all() {
        return List.copyOf(aggregates.keySet());
    }

    List<Ledger.SealCount> sealCounts() {
        return Arrays.stream(sealed)
                .mapToObj(count -> new Ledger.SealCount(count, count))
                .toList();
    }

    List<byte[]> history(AggregateId id) {
        return inspect(id).entries().stream().map(HistoryChain::opened).toList();
    }

    StoredHistory inspect(AggregateId id) {
        Stored stored = get(id);
        return stored == null
                ? new StoredHistory(0, null, null, List.of())
                : new StoredHistory(stored.version, stored.state, stored.seal, stored.history);
    }

    /** Puts other bytes in the place of what is stored; a history without a state is gone. */
    void overwrite(AggregateId id, StoredHistory with) {
        byte[] state = with.state();
        aggregates.computeIfPresent(
                id,
                (any, stored) -> state == null
                        ? null
                        : new Stored(
                                with.version(), state, with.seal(), stored.listing, new ArrayList<>(with.entries())));
        if (state == null) {
            Objects.requireNonNull(byPartition.get(id.partition())).remove(id);
        }
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
                aggregates.computeIfPresent(new AggregateId(kind, id), (any, stored) -> stored.released());
            }
        });
    }
}
