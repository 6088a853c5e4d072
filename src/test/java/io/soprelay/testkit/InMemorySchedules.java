package io.soprelay.testkit;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The schedules of one partition of {@link InMemoryLedger}; the ledger's lock guards it. */
final class InMemorySchedules {

    /** Nothing waits, or nothing was made due. */
    static final long NOTHING = -1;

    private final ToLongFunction<Lane> now;
    private final Map<Lane, Map<String, InMemoryEntry>> lanes = new EnumMap<>(Lane.class);
    private final Map<Lane, Map<String, Kept>> kept = new EnumMap<>(Lane.class);
    private long tokens;
    private int waiting;

    /** @param now the lane's own clock in epoch milliseconds */
    InMemorySchedules(ToLongFunction<Lane> now) {
        this.now = now;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new HashMap<>());
            kept.put(lane, new HashMap<>());
        }
    }

    private record Kept(long shown, byte @Nullable [] record) {}

    /** Applies changes in order; the earliest wait they made, or {@link #NOTHING}. */
    long apply(List<ScheduleChange> changes) {
        long wait = NOTHING;
        for (ScheduleChange change : changes) {
            long made = switch (change) {
                case ScheduleChange.Add add -> add(add);
                case ScheduleChange.Raise raise -> raise(raise);
                case ScheduleChange.Cancel cancel -> {
                    remove(cancel.lane(), cancel.id());
                    yield NOTHING;
                }
                case ScheduleChange.Hasten hasten -> hasten(hasten);
                case ScheduleChange.BringBack back -> bringBack(back);
            };
            wait = earlier(wait, made);
        }
        return wait;
    }

    private long add(ScheduleChange.Add add) {
        if (entries(add.lane()).containsKey(add.id())) {
            return NOTHING;
        }
        long at = now(add.lane());
        long due = add.lane().businessTime() ? add.dueMillis() : at + add.dueMillis();
        put(add.lane(), new InMemoryEntry(add.id(), due, 0, add.payload()));
        return Math.max(0, due - at);
    }

    private long raise(ScheduleChange.Raise raise) {
        long at = now(raise.lane());
        InMemoryEntry entry = entries(raise.lane()).get(raise.id());
        if (entry == null) {
            Kept known = kept(raise.lane(), raise.id());
            if (known != null && known.shown >= raise.wanted()) {
                return NOTHING;
            }
            put(raise.lane(), new InMemoryEntry(raise.id(), at + raise.delayMillis(), raise.wanted(), raise.payload()));
            return raise.delayMillis();
        }
        if (raise.wanted() <= entry.wanted) {
            return NOTHING;
        }
        entry.wanted = raise.wanted();
        entry.payload = raise.payload();
        if (entry.leased(at) || entry.due <= at + raise.delayMillis()) {
            return NOTHING;
        }
        entry.due = at + raise.delayMillis();
        return raise.delayMillis();
    }

    private long hasten(ScheduleChange.Hasten hasten) {
        long at = now(hasten.lane());
        InMemoryEntry entry = entries(hasten.lane()).get(hasten.id());
        if (entry == null || entry.due <= at || entry.leased(at)) {
            return NOTHING;
        }
        entry.due = at;
        return 0;
    }

    private long bringBack(ScheduleChange.BringBack back) {
        InMemoryEntry entry = entries(back.lane()).get(back.id());
        if (entry == null) {
            InMemoryEntry again = new InMemoryEntry(back.id(), now(back.lane()), 0, back.payload());
            again.memo = back.memo().length == 0 ? null : back.memo();
            put(back.lane(), again);
            return 0;
        }
        entry.broughtBack = entry.token != 0;
        return entry.token == 0 ? hasten(new ScheduleChange.Hasten(back.lane(), back.id())) : NOTHING;
    }

    Schedules.Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        if (isEmpty()) {
            return new Schedules.Claims(List.of(), NOTHING);
        }
        List<Claimed> claimed = new ArrayList<>();
        new TreeMap<>(limits).forEach((lane, limit) -> claimed.addAll(claim(partition, lane, limit, leaseMillis)));
        return new Schedules.Claims(claimed, next(limits.keySet()));
    }

    private List<Claimed> claim(int partition, Lane lane, int limit, long leaseMillis) {
        if (entries(lane).isEmpty()) {
            return List.of();
        }
        long at = now(lane);
        List<InMemoryEntry> due = due(lane, at, limit);
        List<Claimed> claimed = new ArrayList<>();
        for (InMemoryEntry entry : due) {
            long late = at - entry.due;
            entry.due = at + leaseMillis;
            entry.token = ++tokens;
            entry.broughtBack = false;
            entry.attempts++;
            Kept known = kept(lane, entry.id);
            claimed.add(new Claimed(
                    partition,
                    lane,
                    entry.id,
                    entry.payload,
                    entry.token,
                    entry.attempts,
                    entry.wanted,
                    late,
                    known == null ? null : known.record,
                    entry.memo));
        }
        return claimed;
    }

    /** In the order in which they are served. */
    private List<InMemoryEntry> due(Lane lane, long at, int limit) {
        List<InMemoryEntry> due = new ArrayList<>();
        for (InMemoryEntry entry : entries(lane).values()) {
            if (entry.due <= at) {
                due.add(entry);
            }
        }
        if (due.size() > 1) {
            due.sort(Comparator.<InMemoryEntry>comparingLong(entry -> entry.due).thenComparing(entry -> entry.id));
        }
        return due.subList(0, Math.min(limit, due.size()));
    }

    int giveBack(Set<Lane> all) {
        return isEmpty() ? 0 : all.stream().mapToInt(this::giveBack).sum();
    }

    private int giveBack(Lane lane) {
        if (entries(lane).isEmpty()) {
            return 0;
        }
        List<InMemoryEntry> leased = entries(lane).values().stream()
                .filter(entry -> entry.token != 0)
                .toList();
        leased.forEach(entry -> entry.release(now(lane)));
        return leased.size();
    }

    int hasten(Set<Lane> all) {
        return isEmpty() ? 0 : all.stream().mapToInt(this::hasten).sum();
    }

    private int hasten(Lane lane) {
        long at = now(lane);
        List<InMemoryEntry> waiting = entries(lane).values().stream()
                .filter(entry -> entry.token == 0 && entry.attempts > 0 && entry.due > at)
                .toList();
        waiting.forEach(entry -> entry.due = at);
        return waiting.size();
    }

    /** Milliseconds until the first entry of any lane is due, or {@link #NOTHING}. */
    long next() {
        if (isEmpty()) {
            return NOTHING;
        }
        long first = NOTHING;
        for (Lane lane : lanes.keySet()) {
            first = earlier(first, next(lane));
        }
        return first;
    }

    /** Milliseconds until the first entry of these lanes is due, or {@link #NOTHING}. */
    private long next(Set<Lane> all) {
        if (isEmpty()) {
            return NOTHING;
        }
        long first = NOTHING;
        for (Lane lane : all) {
            first = earlier(first, next(lane));
        }
        return first;
    }

    private long next(Lane lane) {
        Map<String, InMemoryEntry> waiting = entries(lane);
        if (waiting.isEmpty()) {
            return NOTHING;
        }
        long first = Long.MAX_VALUE;
        for (InMemoryEntry entry : waiting.values()) {
            first = Math.min(first, entry.due);
        }
        return Math.max(0, first - now(lane));
    }

    boolean holds(Claimed claimed) {
        InMemoryEntry entry = entries(claimed.lane()).get(claimed.id());
        return entry != null && entry.token == claimed.token();
    }

    /** The wait it made, or {@link #NOTHING}. Call only if the token holds. */
    long done(Claimed claimed) {
        return finish(claimed.lane(), claimed.id(), claimed.wanted());
    }

    /** The same of what is kept elsewhere. */
    long letGo(Claimed claimed) {
        InMemoryEntry entry = Objects.requireNonNull(entries(claimed.lane()).get(claimed.id()));
        entry.attempts = Math.max(0, entry.attempts - (entry.broughtBack ? 1 : 0));
        return entry.broughtBack ? retry(claimed, 0, null) : done(claimed);
    }

    /** The wait it made. Call only if the token holds. */
    long retry(Claimed claimed, long delayMillis, byte @Nullable [] memo) {
        InMemoryEntry entry = Objects.requireNonNull(entries(claimed.lane()).get(claimed.id()));
        if (memo != null) {
            entry.memo = memo;
        }
        entry.release(now(claimed.lane()) + delayMillis);
        return delayMillis;
    }

    /** The wait it made, or {@link #NOTHING}. Call only if the token holds. */
    long shown(Claimed claimed, long shown, byte @Nullable [] record) {
        keep(claimed.lane(), claimed.id(), shown, record);
        return finish(claimed.lane(), claimed.id(), shown);
    }

    /** The entry was lost while it was delivered: what is visible is true all the same. */
    void shownWithout(Claimed claimed, long shown, byte @Nullable [] record) {
        Kept before = kept(claimed.lane(), claimed.id());
        boolean newer = before == null || before.shown < shown;
        if (newer && !entries(claimed.lane()).containsKey(claimed.id())) {
            keep(claimed.lane(), claimed.id(), shown, record);
        }
    }

    Map<String, Schedules.Standing> standing(Lane lane, List<String> ids) {
        Map<String, Schedules.Standing> standing = new LinkedHashMap<>();
        ids.forEach(id -> standing.put(id, standing(lane, id)));
        return standing;
    }

    private Schedules.Standing standing(Lane lane, String id) {
        Kept known = kept(lane, id);
        return new Schedules.Standing(
                entries(lane).containsKey(id), known == null ? 0 : known.shown, known == null ? null : known.record);
    }

    /** As if these had never been written. */
    void lose(boolean records) {
        lanes.values().forEach(Map::clear);
        waiting = 0;
        if (records) {
            kept.values().forEach(Map::clear);
        }
    }

    Schedules.Answered mayAnswer(Lane lane, String id, long shown, byte @Nullable [] read, byte[] record) {
        InMemoryEntry entry = entries(lane).get(id);
        Kept known = kept(lane, id);
        boolean held = entry != null && (entry.leased(now(lane)) || entry.memo != null);
        if (held || (known != null && known.shown > shown)) {
            return Schedules.Answered.NOT_NOW;
        }
        byte[] there = known == null ? null : known.record;
        return Arrays.equals(there, read) || Arrays.equals(there, record)
                ? Schedules.Answered.KEPT
                : Schedules.Answered.CHANGED;
    }

    /** The wait it made, or {@link #NOTHING}. Call only if it may. */
    long answered(Lane lane, String id, long shown, byte[] record) {
        keep(lane, id, shown, record);
        return entries(lane).containsKey(id) ? finish(lane, id, shown) : NOTHING;
    }

    private long finish(Lane lane, String id, long visible) {
        InMemoryEntry entry = Objects.requireNonNull(entries(lane).get(id));
        if (entry.wanted <= visible) {
            remove(lane, id);
            return NOTHING;
        }
        entry.release(now(lane));
        entry.attempts = 0;
        entry.memo = null;
        return 0;
    }

    byte @Nullable [] record(Lane lane, String id) {
        Kept known = kept(lane, id);
        return known == null ? null : known.record;
    }

    int size(Lane lane) {
        return entries(lane).size();
    }

    static Map<Lane, Long> ofEachLane(ToLongFunction<Lane> number) {
        Map<Lane, Long> numbers = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            numbers.put(lane, number.applyAsLong(lane));
        }
        return numbers;
    }

    /** Milliseconds; 0 if nothing is due. */
    long overdue(Lane lane) {
        long at = now.applyAsLong(lane);
        return entries(lane).values().stream()
                .mapToLong(entry -> Math.max(0, at - entry.due))
                .max()
                .orElse(0);
    }

    static long earlier(long one, long other) {
        if (one == NOTHING || other == NOTHING) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    private long now(Lane lane) {
        return now.applyAsLong(lane);
    }

    /** Whether nothing waits in any lane. */
    boolean isEmpty() {
        return waiting == 0;
    }

    boolean waits(Lane lane, String id) {
        return entries(lane).containsKey(id);
    }

    private void put(Lane lane, InMemoryEntry entry) {
        entries(lane).put(entry.id, entry);
        waiting++;
    }

    private void remove(Lane lane, String id) {
        if (entries(lane).remove(id) != null) {
            waiting--;
        }
    }

    private Map<String, InMemoryEntry> entries(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    private @Nullable Kept kept(Lane lane, String id) {
        return Objects.requireNonNull(kept.get(lane)).get(id);
    }

    private void keep(Lane lane, String id, long shown, byte @Nullable [] record) {
        Kept before = kept(lane, id);
        byte[] kept = record != null || before == null ? record : before.record;
        Objects.requireNonNull(this.kept.get(lane)).put(id, new Kept(shown, kept));
    }
}
