package io.soprelay.simulation;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.simulation.Stage.Activity;
import io.soprelay.testkit.InMemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory store behind a connection that breaks: before a call, or after it was applied. Tells the {@link Archive}
 * of everything that was applied, whether its answer arrived or not.
 */
final class SimulatedStore implements Ledger, Schedules, Rows, BusinessTime {
    private final InMemoryLedger real;
    private final Stage stage;
    private final Faults faults;
    private final Archive archive;
    private final Plant plant;

    SimulatedStore(InMemoryLedger real, Stage stage, Faults faults, Archive archive, Plant plant) {
        this.real = real;
        this.stage = stage;
        this.faults = faults;
        this.archive = archive;
        this.plant = plant;
    }

    /** The store itself, for judges: never away. */
    InMemoryLedger real() {
        return real;
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        return read(() -> {
            Loaded loaded = real.load(aggregate, commandId);
            if (loaded.outcome() != null) {
                stage.turn().knows(new CommitKey(aggregate, commandId));
            }
            return loaded;
        });
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return read(() -> real.load(aggregate));
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
        return call(null, rescanning(Boundary.RESCAN_LOOKED), () -> real.loadAll(aggregates));
    }

    @Override
    public RecordKey newKey(AggregateId aggregate) {
        return real.newKey(aggregate);
    }

    @Override
    public CommitResult commit(Commit commit) {
        Activity activity = stage.turn().activity();
        Boundary before = switch (activity) {
            case INBOUND -> Boundary.DECIDED;
            case TIMER -> Boundary.TIMER_DECIDED;
            case DELIVERY, RESCAN -> Boundary.HANDING_OVER;
            case NONE -> null;
        };
        Boundary after = switch (activity) {
            case INBOUND -> Boundary.COMMITTED;
            case TIMER -> Boundary.TIMER_COMMITTED;
            case DELIVERY, RESCAN -> Boundary.HANDED_OVER;
            case NONE -> null;
        };
        return call(before, after, () -> {
            CommitResult result = plant.commit(real, commit);
            if (!(result instanceof CommitResult.Conflict)) {
                stage.turn().knows(new CommitKey(commit.aggregate(), commit.commandId()));
            }
            if (result instanceof CommitResult.Committed) {
                archive.committed(commit, stage.turn());
            }
            return result;
        });
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return read(() -> real.history(aggregate));
    }

    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        return read(() -> real.inspect(aggregate));
    }

    @Override
    public Aggregates aggregates(String cursor) {
        return read(() -> real.aggregates(cursor));
    }

    @Override
    public List<SealCount> sealCounts() {
        return read(real::sealCounts);
    }

    @Override
    public boolean rewrite() {
        return real.rewrite();
    }

    @Override
    public Rewriting rewriting() {
        return real.rewriting();
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        return read(() -> real.live(kind, partition));
    }

    @Override
    public Map<String, Long> ended(AggregateId.Kind kind, int partition) {
        return read(() -> real.ended(kind, partition));
    }

    @Override
    public void release(AggregateId.Kind kind, int partition, Map<String, Long> versions) {
        run(null, null, () -> real.release(kind, partition, versions));
    }

    @Override
    public String allotNumber(String prefix, String day, String bearer) {
        return call(null, Boundary.NUMBERED, () -> real.allotNumber(prefix, day, bearer));
    }

    @Override
    public void forgetAsking(Map<String, String> bearers) {
        run(null, null, () -> real.forgetAsking(bearers));
    }

    @Override
    public Optional<String> findNumber(String number) {
        return read(() -> real.findNumber(number));
    }

    @Override
    public void onDue(Waker waker) {
        // Nobody is woken: a simulated bot looks when the world lets it.
    }

    @Override
    public Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        boolean timers = limits.containsKey(Lane.TIMER);
        return call(
                timers ? null : Boundary.LEASING,
                timers ? Boundary.TIMER_LEASED : Boundary.LEASED,
                () -> plant.claim(real, partition, limits, leaseMillis));
    }

    @Override
    public int giveBack(int partition, Set<Lane> lanes) {
        return call(null, null, () -> real.giveBack(partition, lanes));
    }

    @Override
    public int hasten(int partition, Set<Lane> lanes) {
        return call(null, null, () -> real.hasten(partition, lanes));
    }

    @Override
    public Map<Integer, Long> due(long withinMillis) {
        return call(null, null, () -> real.due(withinMillis));
    }

    @Override
    public boolean done(Claimed entry) {
        return settle(entry, () -> plant.done(real, entry));
    }

    @Override
    public boolean letGo(Claimed entry) {
        return settle(entry, () -> plant.letGo(real, entry));
    }

    @Override
    public boolean retry(Claimed entry, long delayMillis, byte @Nullable [] memo) {
        return settle(entry, () -> real.retry(entry, delayMillis, memo));
    }

    @Override
    public boolean shown(Claimed entry, long shown, byte @Nullable [] record) {
        return settle(entry, () -> real.shown(entry, shown, record));
    }

    private boolean settle(Claimed entry, Supplier<Boolean> act) {
        return call(Boundary.SETTLING, Boundary.SETTLED, () -> {
            boolean held = act.get();
            archive.settled(entry, held);
            return held;
        });
    }

    @Override
    public Answered answered(int partition, Lane lane, String id, long shown, byte @Nullable [] read, byte[] record) {
        boolean inbound = stage.turn().activity() == Activity.INBOUND;
        return call(inbound ? Boundary.SETTLING_ANSWER : null, null, () -> {
            Answered answered = real.answered(partition, lane, id, shown, read, record);
            archive.answered(partition, lane, id);
            return answered;
        });
    }

    @Override
    public Optional<byte[]> record(int partition, Lane lane, String id) {
        return read(() -> real.record(partition, lane, id));
    }

    @Override
    public Map<String, Standing> standing(int partition, Lane lane, List<String> ids) {
        return call(null, rescanning(Boundary.RESCAN_LOOKED), () -> real.standing(partition, lane, ids));
    }

    @Override
    public void restore(int partition, List<ScheduleChange> changes) {
        run(null, rescanning(Boundary.RESCAN_RESTORED), () -> {
            real.restore(partition, plant.restored(changes));
            archive.changed(partition, changes);
        });
    }

    @Override
    public Map<Lane, Long> backlog() {
        return read(real::backlog);
    }

    @Override
    public Map<Lane, Long> overdue() {
        return read(real::overdue);
    }

    @Override
    public void put(String list, String source, long version, byte @Nullable [] row) {
        run(null, null, () -> real.put(list, source, version, row));
    }

    @Override
    public Map<String, Map<String, byte[]>> some(Map<String, List<String>> sources) {
        return call(null, null, () -> real.some(sources));
    }

    @Override
    public Map<String, byte[]> all(String list) {
        return call(null, null, () -> real.all(list));
    }

    @Override
    public List<Page> pages(List<Place> places, int rowsAtOnce) {
        return call(null, null, () -> real.pages(places, rowsAtOnce));
    }

    @Override
    public void drop(String list) {
        run(null, null, () -> real.drop(list));
    }

    @Override
    public void forgetRemoved(String list, Map<String, Long> removed) {
        run(null, null, () -> real.forgetRemoved(list, removed));
    }

    @Override
    public Instant now() {
        return real.now();
    }

    @Override
    public Duration offset() {
        return real.offset();
    }

    @Override
    public Instant advance(Duration by) {
        return call(null, null, () -> real.advance(by));
    }

    private @Nullable Boundary rescanning(Boundary boundary) {
        return stage.turn().activity() == Activity.RESCAN ? boundary : null;
    }

    private <T> T read(Supplier<T> act) {
        boolean inbound = stage.turn().activity() == Activity.INBOUND;
        return call(inbound ? Boundary.READING : null, inbound ? Boundary.LOADED : null, act);
    }

    private void run(@Nullable Boundary before, @Nullable Boundary after, Runnable act) {
        call(before, after, () -> {
            act.run();
            return true;
        });
    }

    private <T> T call(@Nullable Boundary before, @Nullable Boundary after, Supplier<T> act) {
        Fault first = before == null ? null : faults.reach(before);
        if (faults.isStoreAway() || first == Fault.RESET) {
            throw Faults.unavailable(false);
        }
        T result = act.get();
        Fault then = after == null ? null : faults.reach(after);
        boolean broken = then == Fault.RESET || then == Fault.ANSWER_LOST || then == Fault.STORE_AWAY;
        if (broken || first == Fault.ANSWER_LOST) {
            throw Faults.unavailable(true);
        }
        return result;
    }
}
