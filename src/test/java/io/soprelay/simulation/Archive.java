package io.soprelay.simulation;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.testkit.InMemoryLedger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the store has applied, kept beside it: each record folded from its audit, and every entry that has to wait. */
final class Archive {
    private final InMemoryLedger store;
    private final Judge judge;
    private final Trace trace;
    private final StoredCodec codec = new StoredCodec();
    private final Map<FlowId, FlowInstance> records = new LinkedHashMap<>();
    private final Set<FlowId> touched = new LinkedHashSet<>();
    private final Set<Entry> waiting = new LinkedHashSet<>();

    /** A schedule's entry. */
    record Entry(int partition, Lane lane, String id) {}

    /**
     * One commit to a record.
     *
     * @param before null at the start
     * @param after the audit folded; null if it cannot be
     */
    record Happened(
            Commit commit,
            FlowCommit entry,
            @Nullable FlowInstance before,
            @Nullable FlowInstance after,
            Stage.Turn turn) {}

    Archive(InMemoryLedger store, Judge judge, Trace trace) {
        this.store = store;
        this.judge = judge;
        this.trace = trace;
    }

    /** Every record as its audit says it is, in the order in which they began. */
    Map<FlowId, FlowInstance> records() {
        return records;
    }

    /** Records that were committed to since this was asked last. */
    Set<FlowId> touched() {
        Set<FlowId> since = new LinkedHashSet<>(touched);
        touched.clear();
        return since;
    }

    /** Entries that were made and neither settled nor cancelled. */
    Set<Entry> waiting() {
        return waiting;
    }

    void committed(Commit commit, Stage.Turn turn) {
        AggregateId aggregate = commit.aggregate();
        trace.note("commit", aggregate.kind(), aggregate.id(), commit.commandId());
        judge.stored(commit);
        if (aggregate.kind() == AggregateId.Kind.FLOW) {
            FlowId id = new FlowId(aggregate.id());
            FlowCommit entry = codec.read(commit.audit(), FlowCommit.class);
            FlowInstance before = records.get(id);
            FlowInstance after = folded(before, entry);
            if (after != null) {
                records.put(id, after);
            }
            touched.add(id);
            judge.committed(new Happened(commit, entry, before, after, turn));
        }
        changed(aggregate.partition(), commit.changes());
    }

    private @Nullable FlowInstance folded(@Nullable FlowInstance before, FlowCommit entry) {
        try {
            return FlowEvolver.apply(before, entry.events());
        } catch (IllegalStateException cannotFollow) {
            return null;
        }
    }

    /** What the store holds of a record. */
    @Nullable
    FlowInstance stored(FlowId id) {
        byte[] state =
                store.load(new AggregateId(AggregateId.Kind.FLOW, id.value())).state();
        return state == null ? null : codec.read(state, FlowInstance.class);
    }

    void changed(int partition, List<ScheduleChange> changes) {
        for (ScheduleChange change : changes) {
            Entry entry = new Entry(partition, change.lane(), change.id());
            if (change instanceof ScheduleChange.Cancel || !waits(entry)) {
                waiting.remove(entry);
            } else {
                waiting.add(entry);
            }
        }
    }

    private static Entry entry(Claimed claimed) {
        return new Entry(claimed.partition(), claimed.lane(), claimed.id());
    }

    void settled(Claimed claimed, boolean held) {
        Entry entry = entry(claimed);
        if (held && !waits(entry)) {
            waiting.remove(entry);
            judge.settled(entry);
        }
    }

    void answered(int partition, Lane lane, String id) {
        Entry entry = new Entry(partition, lane, id);
        if (!waits(entry)) {
            waiting.remove(entry);
        }
    }

    boolean waits(Entry entry) {
        return store.waits(entry.partition, entry.lane, entry.id);
    }

    io.soprelay.ledger.Schedules.Standing standing(Entry entry) {
        return Objects.requireNonNull(
                store.standing(entry.partition, entry.lane, List.of(entry.id)).get(entry.id));
    }
}
