package io.soprelay.digest;

import io.soprelay.engine.Finished;
import io.soprelay.engine.TodoRow;
import io.soprelay.flow.model.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole company's numbers at one moment; everybody's digest is cut out of it. Holds a few numbers a person and flow,
 * never the rows. Filled by one thread, then read by any.
 */
public final class Snapshot {
    /** Seven whole days, yesterday the last, and today. */
    static final int DAYS = 8;

    private static final int YESTERDAY = DAYS - 2;
    private static final int TODAY = DAYS - 1;

    private final Instant takenAt;
    private final ZoneId zone;
    private final LocalDate firstDay;
    private final Instant tomorrow;
    private final Map<String, OfFlow> flows = new TreeMap<>();

    /** One flow: its items counted once, and each person's. */
    private static final class OfFlow {
        private final Tally whole = new Tally(DAYS);
        private final Map<MemberId, Tally> people = new HashMap<>();

        private Tally of(MemberId member) {
            return people.computeIfAbsent(member, any -> new Tally(DAYS));
        }
    }

    Snapshot(Instant takenAt, ZoneId zone) {
        this.takenAt = takenAt;
        this.zone = zone;
        LocalDate today = LocalDate.ofInstant(takenAt, zone);
        this.firstDay = today.minusDays(TODAY);
        this.tomorrow = today.plusDays(1).atStartOfDay(zone).toInstant();
    }

    Instant takenAt() {
        return takenAt;
    }

    /** The moment from which on finished work is looked at. */
    Instant since() {
        return firstDay.atStartOfDay(zone).toInstant();
    }

    void add(MemberId holder, TodoRow row) {
        String kind = row.kind();
        if (kind == null) {
            return; // of an earlier release: the rescan writes it anew within a minute
        }
        for (TodoRow.Held held : row.items()) {
            Instant openedAt = held.openedAt();
            if (openedAt != null) {
                OfFlow flow = of(kind);
                Supplier<Wait> wait = () -> new Wait(row.flow(), held.id(), openedAt);
                flow.of(holder).open(openedAt, held.dueAt(), takenAt, tomorrow, wait);
                if (held.isLead()) {
                    flow.whole.open(openedAt, held.dueAt(), takenAt, tomorrow, wait);
                }
            }
        }
    }

    /** @param person who somebody is now: accounts may have been found to be one person's since */
    void add(Finished.Row row, UnaryOperator<MemberId> person) {
        for (Finished.Act act : row.acts()) {
            int day = (int) (LocalDate.ofInstant(act.at(), zone).toEpochDay() - firstDay.toEpochDay());
            if (day >= 0 && day < DAYS) {
                OfFlow flow = of(row.flow());
                flow.whole.finished(day);
                flow.of(person.apply(act.by())).finished(day);
            }
        }
    }

    private OfFlow of(String flow) {
        return flows.computeIfAbsent(flow, any -> new OfFlow());
    }

    /**
     * The company's digest.
     *
     * @param only keys of the flows to report on; empty for all
     */
    public Digest whole(Collection<String> only) {
        SortedMap<String, Numbers> byFlow = new TreeMap<>();
        SortedMap<MemberId, Numbers> people = new TreeMap<>();
        List<Tally> tallies = new ArrayList<>();
        each(only, (key, flow) -> {
            tallies.add(flow.whole);
            byFlow.put(key, flow.whole.numbers(YESTERDAY));
            flow.people.forEach((member, tally) -> people.merge(member, tally.numbers(YESTERDAY), Numbers::plus));
        });
        return digest(null, tallies, byFlow, people);
    }

    /** One person's own digest. */
    public Digest of(MemberId member, Collection<String> only) {
        SortedMap<String, Numbers> byFlow = new TreeMap<>();
        List<Tally> tallies = new ArrayList<>();
        each(only, (key, flow) -> {
            Tally tally = flow.people.get(member);
            if (tally != null) {
                tallies.add(tally);
                byFlow.put(key, tally.numbers(YESTERDAY));
            }
        });
        return digest(member, tallies, byFlow, new TreeMap<>());
    }

    private void each(Collection<String> only, BiConsumer<String, OfFlow> visit) {
        Predicate<String> wanted = key -> only.isEmpty() || only.contains(key);
        flows.forEach((key, flow) -> {
            if (wanted.test(key)) {
                visit.accept(key, flow);
            }
        });
    }

    private Digest digest(
            @Nullable MemberId about,
            List<Tally> tallies,
            SortedMap<String, Numbers> byFlow,
            SortedMap<MemberId, Numbers> people) {
        Numbers total = byFlow.values().stream().reduce(Numbers.NONE, Numbers::plus);
        SortedMap<LocalDate, Integer> byDay = new TreeMap<>();
        for (int day = 0; day <= YESTERDAY; day++) {
            byDay.put(firstDay.plusDays(day), finishedOn(day, tallies));
        }
        byFlow.values().removeIf(Numbers::isNothing);
        people.values().removeIf(Numbers::isNothing);
        List<Wait> waits = tallies.stream()
                .flatMap(tally -> tally.waits().stream())
                .sorted(Wait.LONGEST_FIRST)
                .limit(Tally.WAITS_MAX)
                .toList();
        return new Digest(
                firstDay.plusDays(YESTERDAY),
                takenAt,
                about,
                total,
                finishedOn(TODAY, tallies),
                byFlow,
                people,
                byDay,
                waits);
    }

    private static int finishedOn(int day, List<Tally> tallies) {
        return tallies.stream().mapToInt(tally -> tally.finishedOn(day)).sum();
    }
}
