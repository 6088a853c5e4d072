package io.soprelay.simulation;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules.Standing;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Open work never sleeps unseen. */
final class I7WorkIsInSomebodysHands extends Invariant {
    private final Deliveries deliveries = new Deliveries();
    private final Set<String> givenUp = new HashSet<>();
    private final Map<FlowId, Set<Timer>> timers = new HashMap<>();

    private record Timer(ItemId item, Instant moment, Archive.Entry entry) {}

    @Override
    String sentence() {
        return "An open task always has a holder, a card, a queued entry or an incident for it, and its timers; a closed one has no"
                + " timer ahead.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        FlowInstance after = happened.after();
        if (after == null) {
            return;
        }
        happened.commit().changes().stream()
                .filter(change -> change.lane() == Lane.CARD && change instanceof ScheduleChange.Raise)
                .forEach(change -> givenUp.remove(change.id()));
        Set<Timer> known = timers.computeIfAbsent(after.id(), any -> new HashSet<>());
        for (WorkItem item : after.openItems()) {
            item.reminders().forEach(moment -> known.add(timer(after.id(), item.id(), moment)));
        }
    }

    private static Timer timer(FlowId record, ItemId item, Instant moment) {
        Delivery.ReminderTimer timer = new Delivery.ReminderTimer(record, item, moment);
        return new Timer(
                item, moment, new Archive.Entry(AggregateId.partitionOf(record.value()), Lane.TIMER, timer.entryId()));
    }

    @Override
    void delivered(World world, Archive.Entry entry, Delivery delivery, DeliveryHandler.Result result) {
        if (result instanceof DeliveryHandler.Result.Impossible) {
            givenUp.add(entry.id());
        }
    }

    @Override
    void stepped(World world) {
        world.archive().touched().forEach(id -> {
            FlowInstance record = world.archive().records().get(id);
            if (record != null) {
                look(world, record);
            }
        });
    }

    @Override
    void quiet(World world) {
        world.archive().records().values().forEach(record -> look(world, record));
    }

    private void look(World world, FlowInstance record) {
        for (WorkItem item : record.openItems()) {
            if (item.holders().isEmpty() && !mayHaveNoHolder(world, record, item)) {
                broken("%s of %s is open and nobody holds it", item.id(), record.number());
            }
            item.holders().forEach(holder -> hasCard(world, record, item, holder));
            for (Instant moment : item.reminders()) {
                if (!world.archive().waits(timer(record.id(), item.id(), moment).entry())) {
                    broken("%s of %s has no timer for %s", item.id(), record.number(), moment);
                }
            }
        }
        for (Timer timer : timers.getOrDefault(record.id(), Set.of())) {
            boolean open = record.find(timer.item()).orElseThrow().status() == WorkItem.Status.OPEN;
            if (!open
                    && timer.moment().isAfter(world.ledger().now())
                    && world.archive().waits(timer.entry())) {
                broken("%s of %s is closed and has a timer at %s", timer.item(), record.number(), timer.moment());
            }
        }
    }

    /** An approval for admins alone, when the admin is the owner: reported, and it waits for another admin. */
    private static boolean mayHaveNoHolder(World world, FlowInstance record, WorkItem item) {
        return item instanceof WorkItem.Approval
                && record.owner().equals(world.member(world.company().admin()));
    }

    /** The holder cannot be reached, admins know of this very work or gave it up; now and then it is tried again. */
    static boolean isKeptByAnIncident(World world, CardId id) {
        return world.incident(new Trouble.Unreachable(id.member()))
                .filter(incident -> incident.state() != Incident.State.RESOLVED)
                .filter(incident -> incident.work().contains(new Incident.Work(id.flow(), id.item())))
                .isPresent();
    }

    private void hasCard(World world, FlowInstance record, WorkItem item, MemberId holder) {
        CardId id = new CardId(record.id(), item.id(), holder);
        Standing standing = world.archive()
                .standing(new Archive.Entry(AggregateId.partitionOf(record.id().value()), Lane.CARD, id.toString()));
        if (standing.waits() || givenUp.contains(id.toString())) {
            return;
        }
        byte[] shown = standing.record();
        int version = item.parts().getOrDefault(holder, 0);
        if (isKeptByAnIncident(world, id)) {
            return;
        }
        if (shown == null || deliveries.readCard(shown).partVersion() < version) {
            broken("%s is open for %s at version %d, and neither shown nor waiting", id, holder, version);
        }
    }
}
