package io.soprelay.digest;

import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The numbers of a digest counted from nothing but the events of every record: what the projections must agree with. */
final class EventsCount {
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate today;
    private final List<Open> open = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();

    private record Open(
            String flow,
            FlowId record,
            ItemId item,
            Instant since,
            @Nullable Instant due,
            List<MemberId> holders) {}

    private record Done(String flow, MemberId by, Instant at) {}

    EventsCount(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
    }

    void add(String flow, FlowId record, List<FlowCommit> history) {
        Map<ItemId, Open> waiting = new LinkedHashMap<>();
        for (FlowCommit commit : history) {
            for (FlowEvent event : commit.events()) {
                add(flow, record, waiting, event);
            }
        }
        open.addAll(waiting.values());
    }

    private void add(String flow, FlowId record, Map<ItemId, Open> waiting, FlowEvent event) {
        switch (event) {
            case FlowEvent.TaskOpened it ->
                waiting.put(it.task(), new Open(flow, record, it.task(), it.at(), it.dueAt(), it.holders()));
            case FlowEvent.ApprovalOpened it ->
                waiting.put(it.approval(), new Open(flow, record, it.approval(), it.at(), it.dueAt(), it.holders()));
            case FlowEvent.TaskCompleted it -> {
                done.add(new Done(flow, it.by(), it.at()));
                waiting.remove(it.task());
            }
            case FlowEvent.ApprovalGranted it -> {
                done.add(new Done(flow, it.by(), it.at()));
                waiting.computeIfPresent(it.approval(), (id, item) -> heldBy(item, it.next()));
            }
            case FlowEvent.ApprovalPassed it -> waiting.remove(it.approval());
            case FlowEvent.ApprovalRejected it -> {
                done.add(new Done(flow, it.by(), it.at()));
                waiting.remove(it.approval());
            }
            case FlowEvent.ItemClosed it -> waiting.remove(it.item());
            case FlowEvent.ItemReassigned it ->
                waiting.computeIfPresent(it.item(), (id, item) -> heldBy(item, it.holders()));
            default -> {}
        }
    }

    private static Open heldBy(Open item, List<MemberId> holders) {
        return new Open(item.flow(), item.record(), item.item(), item.since(), item.due(), holders);
    }

    Digest whole() {
        SortedMap<MemberId, Numbers> people = new TreeMap<>();
        Map<MemberId, Boolean> known = new HashMap<>();
        open.forEach(item -> item.holders().forEach(holder -> known.put(holder, true)));
        done.forEach(act -> known.put(act.by(), true));
        known.keySet().forEach(member -> {
            Numbers own = numbers(
                    item -> item.holders().contains(member), act -> act.by().equals(member));
            if (!own.isNothing()) {
                people.put(member, own);
            }
        });
        return digest(null, item -> true, act -> true, people);
    }

    Digest of(MemberId member) {
        return digest(
                member, item -> item.holders().contains(member), act -> act.by().equals(member), new TreeMap<>());
    }

    private Digest digest(
            @Nullable MemberId about,
            Predicate<Open> items,
            Predicate<Done> acts,
            SortedMap<MemberId, Numbers> people) {
        SortedMap<String, Numbers> flows = new TreeMap<>();
        for (String flow : List.of("delivery", "return")) {
            Numbers numbers = numbers(
                    items.and(item -> item.flow().equals(flow)),
                    acts.and(act -> act.flow().equals(flow)));
            if (!numbers.isNothing()) {
                flows.put(flow, numbers);
            }
        }
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        for (int back = 7; back >= 1; back--) {
            days.put(today.minusDays(back), finished(acts, today.minusDays(back)));
        }
        List<Wait> waits = open.stream()
                .filter(items)
                .filter(item -> !item.holders().isEmpty())
                .map(item -> new Wait(item.record(), item.item(), item.since()))
                .sorted(Wait.LONGEST_FIRST)
                .limit(Tally.WAITS_MAX)
                .toList();
        return new Digest(
                today.minusDays(1),
                now,
                about,
                numbers(items, acts),
                finished(acts, today),
                flows,
                people,
                days,
                waits);
    }

    private Numbers numbers(Predicate<Open> items, Predicate<Done> acts) {
        List<Open> held = open.stream()
                .filter(items)
                .filter(item -> !item.holders().isEmpty())
                .toList();
        int overdue = 0;
        int dueToday = 0;
        Instant oldest = null;
        for (Open item : held) {
            Instant due = item.due();
            if (due != null && due.isBefore(now)) {
                overdue++;
            } else if (due != null && LocalDate.ofInstant(due, zone).equals(today)) {
                dueToday++;
            }
            oldest = oldest == null || item.since().isBefore(oldest) ? item.since() : oldest;
        }
        return new Numbers(finished(acts, today.minusDays(1)), held.size(), dueToday, overdue, oldest);
    }

    private int finished(Predicate<Done> acts, LocalDate day) {
        return (int) done.stream()
                .filter(acts)
                .filter(act -> LocalDate.ofInstant(act.at(), zone).equals(day))
                .count();
    }
}
