package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The whole store in memory, for tests of the rooms above: the same contract tests run on it and on Redis, and a
 * differential test compares the two. Thread safe.
 *
 * <p>Its clock stands still until a test ticks it; {@link #advance} moves business time only.
 */
public final class InMemoryLedger implements Ledger, Schedules, Rows, BusinessTime {

    private static final Duration COMMAND_IDS_KEPT = Duration.ofHours(72);
    private static final int FORGOTTEN_PER_COMMIT = 5;

    private final InstantSource clock;
    private final List<Waker> wakers = new CopyOnWriteArrayList<>();
    private final List<InMemorySchedules> partitions = new ArrayList<>();
    private final Map<AggregateId, Stored> aggregates = new HashMap<>();
    private final List<Map<String, Remembered>> commands = new ArrayList<>();
    private final Map<String, Numbers> numbers = new HashMap<>();
    private final Map<String, Map<String, Row>> lists = new HashMap<>();
    private Duration offset = Duration.ZERO;
    private boolean away;
    private boolean losesNextReply;
    private @Nullable String refusedOutcome;
    private int calls;

    public InMemoryLedger(InstantSource clock) {
        this.clock = clock;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            partitions.add(new InMemorySchedules(lane -> nowMillis(lane.businessTime())));
            commands.add(new LinkedHashMap<>());
        }
    }

    private record Stored(long version, byte[] state, boolean live, List<byte[]> history) {}

    private record Remembered(StoredOutcome outcome, long atMillis) {}

    private record Numbers(Map<String, Integer> last, Map<String, String> byCommand, Map<String, String> flowIds) {}

    private record Row(long version, byte @Nullable [] bytes) {}

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
        return call(() -> {
            Remembered seen = commands.get(aggregate.partition()).get(scoped(aggregate, commandId));
            Stored stored = aggregates.get(aggregate);
            StoredOutcome outcome = seen == null ? null : seen.outcome;
            return stored == null ? new Loaded(0, null, outcome) : new Loaded(stored.version, stored.state, outcome);
        });
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return load(aggregate, "");
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> ids) {
        Map<AggregateId, Loaded> loaded = new LinkedHashMap<>();
        ids.forEach(id -> loaded.put(id, load(id)));
        return loaded;
    }

    @Override
    public CommitResult commit(Commit commit) {
        int partition = commit.aggregate().partition();
        Waits waits = new Waits(partition);
        CommitResult result = call(() -> {
            if (commit.outcome().equals(refusedOutcome)) {
                refusedOutcome = null;
                throw new LedgerUnavailableException("The store is away", false, new IllegalStateException("told to"));
            }
            return apply(commit, waits);
        });
        waits.wake();
        return result;
    }

    private CommitResult apply(Commit commit, Waits waits) {
        int partition = commit.aggregate().partition();
        Map<String, Remembered> seen = commands.get(partition);
        Remembered before = seen.get(scoped(commit.aggregate(), commit.commandId()));
        if (before != null) {
            return new CommitResult.Repeated(before.outcome);
        }
        Stored stored = aggregates.get(commit.aggregate());
        long version = stored == null ? 0 : stored.version;
        if (commit.expectedVersion() != Commit.ANY_VERSION && commit.expectedVersion() != version) {
            return new CommitResult.Conflict(version);
        }
        List<byte[]> history = stored == null ? new ArrayList<>() : stored.history;
        history.add(commit.audit());
        aggregates.put(commit.aggregate(), new Stored(version + 1, commit.state(), commit.live(), history));
        remember(seen, commit, version + 1);
        waits.add(partitions.get(partition).apply(commit.changes()));
        return new CommitResult.Committed(version + 1);
    }

    private void remember(Map<String, Remembered> seen, Commit commit, long version) {
        long now = nowMillis(false);
        List<String> old = seen.entrySet().stream()
                .filter(entry -> entry.getValue().atMillis <= now - COMMAND_IDS_KEPT.toMillis())
                .limit(FORGOTTEN_PER_COMMIT)
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(seen::remove);
        seen.put(
                scoped(commit.aggregate(), commit.commandId()),
                new Remembered(new StoredOutcome(commit.outcome(), version), now));
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return call(() -> {
            Stored stored = aggregates.get(aggregate);
            return stored == null ? List.of() : List.copyOf(stored.history);
        });
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        return call(() -> aggregates.entrySet().stream()
                .filter(entry -> entry.getValue().live)
                .map(Map.Entry::getKey)
                .filter(id -> id.kind() == kind && id.partition() == partition)
                .map(AggregateId::id)
                .toList());
    }

    @Override
    public String allotNumber(String prefix, String day, String commandId, String flowId) {
        if (!prefix.matches("[A-Z]{1,8}") || !day.matches("\\d{8}")) {
            throw new IllegalArgumentException("No number can be made of '%s' and '%s'".formatted(prefix, day));
        }
        return call(() -> {
            Numbers of = numbers.computeIfAbsent(
                    prefix, any -> new Numbers(new HashMap<>(), new HashMap<>(), new HashMap<>()));
            return of.byCommand.computeIfAbsent(commandId, any -> {
                String number = "%s-%s-%04d".formatted(prefix, day, of.last.merge(day, 1, Integer::sum));
                of.flowIds.put(number, flowId);
                return number;
            });
        });
    }

    @Override
    public Optional<String> findNumber(String number) {
        String prefix = number.substring(0, Math.max(0, number.indexOf('-')));
        return call(() -> Optional.ofNullable(numbers.get(prefix)).map(of -> of.flowIds.get(number)));
    }

    @Override
    public void onDue(Waker waker) {
        wakers.add(waker);
    }

    @Override
    public Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        Schedules.requireClaim(partition, limits, leaseMillis);
        return call(() -> {
            InMemorySchedules schedules = partitions.get(partition);
            List<Claimed> claimed = new ArrayList<>();
            new TreeMap<>(limits)
                    .forEach((lane, limit) -> claimed.addAll(schedules.claim(partition, lane, limit, leaseMillis)));
            long next = limits.keySet().stream()
                    .map(schedules::next)
                    .reduce(InMemorySchedules.NOTHING, InMemorySchedules::earlier);
            return new Claims(claimed, next);
        });
    }

    @Override
    public Map<Integer, Long> due(long withinMillis) {
        return call(() -> {
            Map<Integer, Long> waits = new TreeMap<>();
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                InMemorySchedules schedules = partitions.get(partition);
                long wait = InMemorySchedules.NOTHING;
                for (Lane lane : Lane.values()) {
                    wait = InMemorySchedules.earlier(wait, schedules.next(lane));
                }
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
    public boolean retry(Claimed entry, long delayMillis) {
        return settle(entry, schedules -> schedules.retry(entry, delayMillis));
    }

    @Override
    public boolean shown(Claimed entry, long shown, byte @Nullable [] record) {
        return settle(entry, schedules -> schedules.shown(entry, shown, record));
    }

    private boolean settle(Claimed entry, ToLongFunction<InMemorySchedules> act) {
        Waits waits = new Waits(entry.partition());
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
    public boolean answered(int partition, Lane lane, String id, long shown, byte[] record) {
        Waits waits = new Waits(partition);
        boolean stored = call(() -> {
            Long wait = partitions.get(partition).answered(lane, id, shown, record);
            if (wait != null) {
                waits.add(wait);
            }
            return wait != null;
        });
        waits.wake();
        return stored;
    }

    @Override
    public Optional<byte[]> record(int partition, Lane lane, String id) {
        return call(() -> Optional.ofNullable(partitions.get(partition).record(lane, id)));
    }

    @Override
    public void restore(int partition, List<ScheduleChange> changes) {
        Commit.requireBounded(changes);
        Waits waits = new Waits(partition);
        call(() -> {
            waits.add(partitions.get(partition).apply(changes));
            return true;
        });
        waits.wake();
    }

    @Override
    public Map<Lane, Long> backlog() {
        return call(() -> {
            Map<Lane, Long> sizes = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                sizes.put(
                        lane, partitions.stream().mapToLong(of -> of.size(lane)).sum());
            }
            return sizes;
        });
    }

    @Override
    public void put(String list, String source, long version, byte @Nullable [] row) {
        call(() -> {
            Map<String, Row> rows = lists.computeIfAbsent(list, any -> new HashMap<>());
            Row before = rows.get(source);
            if (before == null || before.version <= version) {
                rows.put(source, new Row(version, row));
            }
            return true;
        });
    }

    @Override
    public Map<String, byte[]> all(String list) {
        return call(() -> {
            Map<String, byte[]> rows = new TreeMap<>();
            lists.getOrDefault(list, Map.of()).forEach((source, row) -> {
                if (row.bytes != null) {
                    rows.put(source, row.bytes);
                }
            });
            return rows;
        });
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

    private static String scoped(AggregateId aggregate, String commandId) {
        return aggregate.kind().code() + ":" + aggregate.id() + "|" + commandId;
    }

    /** How many round trips a real store would have had until now. */
    public synchronized int calls() {
        return calls;
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

    /** Wakes outside the lock, as a store that answers over a connection does. */
    private final class Waits {
        private final int partition;
        private long earliest = InMemorySchedules.NOTHING;

        private Waits(int partition) {
            this.partition = partition;
        }

        private void add(long wait) {
            earliest = InMemorySchedules.earlier(earliest, wait);
        }

        private void wake() {
            if (earliest != InMemorySchedules.NOTHING) {
                wakers.forEach(waker -> waker.wake(partition, earliest));
            }
        }
    }
}
