package io.soprelay.engine;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Schedules.Standing;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Finds the cards that show something else than the truth or soon take no press any more, and the reminders that nothing wakes up for. */
final class OwedEntries {
    /** One look asks for three values of each: a few hundred keep the answer below 100 KB. */
    private static final int LOOKED_AT_ONCE_MAX = 200;

    private final Schedules schedules;
    private final Deliveries deliveries;
    private final InstantSource businessTime;

    OwedEntries(Schedules schedules, Deliveries deliveries, InstantSource businessTime) {
        this.schedules = schedules;
        this.deliveries = deliveries;
        this.businessTime = businessTime;
    }

    /** A part of an item that a person has, or had, a card for. */
    private record Part(FlowInstance record, WorkItem item, MemberId member, int version) {
        private boolean live() {
            return item.status() == Status.OPEN && item.holders().contains(member);
        }

        private Delivery.CardDelivery card() {
            return new Delivery.CardDelivery(record.id(), item.id(), member);
        }
    }

    private record Reminder(FlowInstance record, Delivery.ReminderTimer timer) {}

    void find(int partition, List<FlowInstance> records, Owed owed) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, Reminder> reminders = new LinkedHashMap<>();
        for (FlowInstance record : records) {
            for (WorkItem item : record.items()) {
                item.parts().forEach((member, version) -> {
                    Part part = new Part(record, item, member, version);
                    parts.put(part.card().entryId(), part);
                });
            }
            timers(record).forEach(timer -> reminders.put(timer.entryId(), new Reminder(record, timer)));
        }
        look(partition, Lane.CARD, parts, (part, standing) -> card(part, standing, owed));
        look(partition, Lane.TIMER, reminders, (reminder, standing) -> {
            if (!standing.waits()) {
                owed.put(reminder.record().id(), deliveries.timer(reminder.timer()));
            }
        });
    }

    /** Names of all timers that these records wait for. */
    static Set<String> timers(List<FlowInstance> records) {
        return records.stream()
                .flatMap(record -> timers(record).stream())
                .map(Delivery.ReminderTimer::entryId)
                .collect(Collectors.toSet());
    }

    private static List<Delivery.ReminderTimer> timers(FlowInstance record) {
        return record.openItems().stream()
                .flatMap(item -> item.reminders().stream()
                        .map(moment -> new Delivery.ReminderTimer(record.id(), item.id(), moment)))
                .toList();
    }

    private <T> void look(int partition, Lane lane, Map<String, T> wanted, BiConsumer<T, Standing> judge) {
        List<String> ids = new ArrayList<>(wanted.keySet());
        for (int from = 0; from < ids.size(); from += LOOKED_AT_ONCE_MAX) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + LOOKED_AT_ONCE_MAX));
            schedules
                    .standing(partition, lane, some)
                    .forEach((id, standing) -> judge.accept(Objects.requireNonNull(wanted.get(id)), standing));
        }
    }

    private void card(Part part, Standing standing, Owed owed) {
        if (standing.waits()) {
            owed.wait(part.record().id());
        } else if (standing.shown() < part.record().version() && shownOlder(part, standing)) {
            owed.put(
                    part.record().id(),
                    deliveries.raise(part.card(), part.record().version(), Duration.ZERO));
        } else if (part.live() && isOld(standing)) {
            // What it should show was shown already, so there is nothing to raise.
            owed.put(part.record().id(), deliveries.add(part.card()));
        }
    }

    private boolean isOld(Standing standing) {
        byte[] record = standing.record();
        return record != null && deliveries.readCard(record).isOld(businessTime.instant());
    }

    /** Nobody misses a card that was never sent and has nothing to do on it any more. */
    private boolean shownOlder(Part part, Standing standing) {
        byte[] record = standing.record();
        return record == null ? part.live() : deliveries.readCard(record).partVersion() < part.version();
    }
}
