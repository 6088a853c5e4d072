package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Sealed;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.testkit.InMemoryAggregates.Listing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The whole store in memory, for tests of the rooms above: the same contract tests run on it and on Redis, and a
 * differential test compares the two. Thread safe. Its clock stands still until a test ticks it; {@link #advance} moves
 * business time only.
 */
public final class InMemoryLedger implements Ledger, Schedules, Rows, BusinessTime {
    private final InstantSource clock;
    private final List<Waker> wakers = new CopyOnWriteArrayList<>();
    private final List<InMemorySchedules> partitions = new ArrayList<>();
    private final InMemoryAggregates aggregates = new InMemoryAggregates();
    private final InMemoryNumbers numbers = new InMemoryNumbers();
    private final InMemoryRows rows = new InMemoryRows();
    private Duration offset = Duration.ZERO;
    private boolean away;
    private boolean losesNextReply;
    private @Nullable String refusedOutcome;
    private int calls;

    public InMemoryLedger(InstantSource clock) {
        this.clock = clock;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            partitions.add(new InMemorySchedules(lane -> nowMillis(lane.businessTime())));
        }
    }

    /** From now on every call throws {@link LedgerUnavailableException} with a known outcome, until called with false. */
    public synchronized void setAway(boolean away) {
        this.away = away;
    }

    /** The next commit of this outcome is not applied and throws {@link LedgerUnavailableException}. */
    public synchronized void failNextCommit(String outcome) {
        refusedOutcome = outcome;
    }

    /** The next call is applied, then throws {@link LedgerUnavailableException} with an unknown outcome. */
    public synchronized void loseNextReply() {
        losesNextReply = true;
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        return call(() -> aggregates.load(aggregate, commandId));
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return load(aggregate, "");
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> ids) {
        return call(() -> {
            Map<AggregateId, Loaded> loaded = new LinkedHashMap<>();
            ids.forEach(id -> loaded.put(id, aggregates.load(id, "")));
            return loaded;
        });
    }

    @Override
    public RecordKey newKey(AggregateId aggregate) {
        return TestChain.CHAIN.newRecordKey(aggregate);
    }

    @Override
    public CommitResult commit(Commit commit) {
        InMemoryWaits waits = new InMemoryWaits(wakers, commit.aggregate().partition());
        Sealed sealed = TestChain.CHAIN.seal(commit, this);
        CommitResult result = call(() -> {
            if (commit.outcome().equals(refusedOutcome)) {
                refusedOutcome = null;
                throw new LedgerUnavailableException("The store is away", false, new IllegalStateException("told to"));
            }
            return apply(commit, sealed, waits);
        });
        waits.wake();
        return result;
    }

    private CommitResult apply(Commit commit, Sealed sealed, InMemoryWaits waits) {
        CommitResult result = aggregates.commit(commit, sealed, nowMillis(false));
        if (result instanceof CommitResult.Committed) {
            waits.add(partitions.get(commit.aggregate().partition()).apply(commit.changes()));
        }
        return result;
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return call(() -> aggregates.history(aggregate));
    }

    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        return call(() -> aggregates.inspect(aggregate));
    }

    @Override
    public Aggregates aggregates(String cursor) {
        return call(() -> new Aggregates(aggregates.all(), null));
    }

    @Override
    public List<SealCount> sealCounts() {
        return call(aggregates::sealCounts);
    }

    /** Somebody writes into the store past everybody; a history without a state is gone. */
    public synchronized void overwrite(AggregateId aggregate, StoredHistory with) {
        aggregates.overwrite(aggregate, with);
    }

    @Override
    public boolean rewrite() {
        return call(() -> true);
    }

    @Override
    public Rewriting rewriting() {
        return Rewriting.OVER;
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        return call(() ->
                List.copyOf(aggregates.listed(kind, partition, Listing.LIVE).keySet()));
    }

    @Override
    public Map<String, Long> ended(AggregateId.Kind kind, int partition) {
        return call(() -> aggregates.listed(kind, partition, Listing.ENDED));
    }

    @Override
    public void release(AggregateId.Kind kind, int partition, Map<String, Long> versions) {
        run(() -> aggregates.release(kind, partition, versions));
    }

    @Override
    public String allotNumber(String prefix, String day, String commandId, String flowId) {
        return call(() -> numbers.allot(prefix, day, commandId, flowId));
    }

    @Override
    public Optional<String> findNumber(String number) {
        return call(() -> numbers.find(number));
    }

    @Override
    public void onDue(Waker waker) {
        wakers.add(waker);
    }

    @Override
    public Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        Schedules.requireClaim(partition, limits, leaseMillis);
        return call(() -> partitions.get(partition).claim(partition, limits, leaseMillis));
    }

    @Override
    public Map<Integer, Long> due(long withinMillis) {
        return call(() -> {
            Map<Integer, Long> waits = new TreeMap<>();
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                long wait = partitions.get(partition).next();
                if (wait != InMemorySchedules.NOTHING && wait <= withinMillis) {
                    waits.put(partition, wait);
                }
            }
            return waits;
        });
    }

    @Override
    public boolean done(Claimed entry) {
        return settle(entry, schedules -> schedules.done(entry));
    }

    @Override
    public int giveBack(int partition, Set<Lane> lanes) {
        return call(() -> partitions.get(partition).giveBack(lanes));
    }

    @Override
    public int hasten(int partition, Set<Lane> lanes) {
        int entries = call(() -> partitions.get(partition).hasten(lanes));
        if (entries > 0) {
            wakers.forEach(waker -> waker.wake(partition, 0));
        }
        return entries;
    }

    @Override
    public boolean retry(Claimed entry, long delayMillis, byte @Nullable [] memo) {
        return settle(entry, schedules -> schedules.retry(entry, delayMillis, memo));
    }

    @Override
    public boolean shown(Claimed entry, long shown, byte @Nullable [] record) {
        boolean held = settle(entry, schedules -> schedules.shown(entry, shown, record));
        if (!held) {
            run(() -> partitions.get(entry.partition()).shownWithout(entry, shown, record));
        }
        return held;
    }

    private boolean settle(Claimed entry, ToLongFunction<InMemorySchedules> act) {
        InMemoryWaits waits = new InMemoryWaits(wakers, entry.partition());
        boolean held = call(() -> {
            InMemorySchedules schedules = partitions.get(entry.partition());
            if (!schedules.holds(entry)) {
                return false;
            }
            waits.add(act.applyAsLong(schedules));
            return true;
        });
        waits.wake();
        return held;
    }

    @Override
    public Answered answered(int partition, Lane lane, String id, long shown, byte @Nullable [] read, byte[] record) {
        InMemoryWaits waits = new InMemoryWaits(wakers, partition);
        Answered answered = call(() -> {
            InMemorySchedules schedules = partitions.get(partition);
            Answered may = schedules.mayAnswer(lane, id, shown, read, record);
            if (may == Answered.KEPT) {
                waits.add(schedules.answered(lane, id, shown, record));
            }
            return may;
        });
        waits.wake();
        return answered;
    }

    @Override
    public Optional<byte[]> record(int partition, Lane lane, String id) {
        return call(() -> Optional.ofNullable(partitions.get(partition).record(lane, id)));
    }

    @Override
    public Map<String, Standing> standing(int partition, Lane lane, List<String> ids) {
        return call(() -> {
            Map<String, Standing> standing = new LinkedHashMap<>();
            ids.forEach(id -> standing.put(id, partitions.get(partition).standing(lane, id)));
            return standing;
        });
    }

    /** Whether an entry is there; for judges who ask for many, and no round trip. */
    public synchronized boolean waits(int partition, Lane lane, String id) {
        return partitions.get(partition).waits(lane, id);
    }

    /** Everything that waits in a partition's schedules is gone; with {@code records} also what is known of people's cards. */
    public synchronized void loseSchedules(int partition, boolean records) {
        partitions.get(partition).lose(records);
    }

    /** All projection rows are gone. */
    public void loseRows() {
        run(rows::lose);
    }

    @Override
    public void restore(int partition, List<ScheduleChange> changes) {
        Commit.requireBounded(changes);
        InMemoryWaits waits = new InMemoryWaits(wakers, partition);
        run(() -> waits.add(partitions.get(partition).apply(changes)));
        waits.wake();
    }

    @Override
    public Map<Lane, Long> backlog() {
        return call(() -> InMemorySchedules.ofEachLane(
                lane -> partitions.stream().mapToLong(of -> of.size(lane)).sum()));
    }

    @Override
    public Map<Lane, Long> overdue() {
        return call(() -> InMemorySchedules.ofEachLane(lane ->
                partitions.stream().mapToLong(of -> of.overdue(lane)).max().orElse(0)));
    }

    @Override
    public void put(String list, String source, long version, byte @Nullable [] row) {
        run(() -> rows.put(list, source, version, row));
    }

    @Override
    public Map<String, Map<String, byte[]>> some(Map<String, List<String>> sources) {
        return call(() -> rows.some(sources));
    }

    @Override
    public Map<String, byte[]> all(String list) {
        return call(() -> rows.all(list));
    }

    @Override
    public List<Page> pages(List<Place> places, int rowsAtOnce) {
        Rows.requirePage(rowsAtOnce);
        return call(
                () -> places.stream().map(place -> rows.page(place, rowsAtOnce)).toList());
    }

    @Override
    public void drop(String list) {
        run(() -> rows.drop(list));
    }

    @Override
    public synchronized Instant now() {
        return clock.instant().plus(offset);
    }

    @Override
    public synchronized Duration offset() {
        return offset;
    }

    @Override
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Business time runs forward only, but was moved by " + by);
        }
        return call(() -> {
            offset = offset.plus(by);
            return clock.instant().plus(offset);
        });
    }

    private long nowMillis(boolean business) {
        return (business ? clock.instant().plus(offset) : clock.instant()).toEpochMilli();
    }

    /** How many round trips a real store would have had until now. */
    public synchronized int calls() {
        return calls;
    }

    private void run(Runnable act) {
        call(() -> {
            act.run();
            return true;
        });
    }

    private synchronized <T> T call(Supplier<T> act) {
        calls++;
        if (away) {
            throw new LedgerUnavailableException("The store is away", false, new IllegalStateException("set away"));
        }
        T result = act.get();
        if (losesNextReply) {
            losesNextReply = false;
            throw new LedgerUnavailableException("The reply was lost", true, new IllegalStateException("told to"));
        }
        return result;
    }
}
