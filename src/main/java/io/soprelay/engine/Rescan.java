package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * State is the truth, queues are rebuildable: visits every live record and puts back whatever should be waiting for it
 * and is not. Harmless at any moment: what is already there stays, and a delivery that finds nothing to do ends.
 */
public final class Rescan {
    /** Keeps each script short, so that clicks get in between. */
    private static final int RESTORED_AT_ONCE_MAX = 100;

    private final Ledger ledger;
    private final Schedules schedules;
    private final FlowRecords records;
    private final Reassignment reassignment;
    private final Deliveries deliveries;
    private final Roles roles;

    public Rescan(
            Ledger ledger,
            Schedules schedules,
            FlowRecords records,
            FlowEngine engine,
            Deliveries deliveries,
            Roles roles) {
        this.ledger = ledger;
        this.schedules = schedules;
        this.records = records;
        this.reassignment = new Reassignment(engine);
        this.deliveries = deliveries;
        this.roles = roles;
    }

    /** Visits one partition. @return how many entries were put back or found in place */
    public int visit(int partition) {
        List<FlowId> live = ledger.live(AggregateId.Kind.FLOW, partition).stream()
                .map(FlowId::new)
                .toList();
        List<ScheduleChange> owed = new ArrayList<>();
        for (FlowInstance instance : records.findAll(live)) {
            owed.addAll(records.owed(instance));
            roles.all().forEach((role, holders) -> reassignment.ofItemsOlderThan(instance, role, holders.version()));
            for (WorkItem item : instance.openItems()) {
                owed.addAll(staleCards(partition, instance, item));
            }
        }
        for (int from = 0; from < owed.size(); from += RESTORED_AT_ONCE_MAX) {
            schedules.restore(partition, owed.subList(from, Math.min(owed.size(), from + RESTORED_AT_ONCE_MAX)));
        }
        return owed.size();
    }

    private List<ScheduleChange> staleCards(int partition, FlowInstance instance, WorkItem item) {
        List<ScheduleChange> stale = new ArrayList<>();
        for (MemberId holder : item.holders()) {
            String card = new CardId(instance.id(), item.id(), holder).toString();
            int partVersion = item.parts().getOrDefault(holder, 0);
            boolean upToDate = schedules
                    .record(partition, Lane.CARD, card)
                    .map(deliveries::readCard)
                    .filter(shown -> shown.partVersion() >= partVersion)
                    .isPresent();
            if (!upToDate) {
                stale.add(deliveries.raise(
                        new Delivery.CardDelivery(instance.id(), item.id(), holder),
                        instance.version(),
                        Duration.ZERO));
            }
        }
        return stale;
    }
}
