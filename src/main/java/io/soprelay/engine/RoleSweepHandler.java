package io.soprelay.engine;

import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Delivery.RoleSweep;
import io.soprelay.outbox.DeliveryHandler;
import java.util.List;

/** After a role changed: every open item that was resolved from an older version of it is reassigned. */
public final class RoleSweepHandler implements DeliveryHandler<RoleSweep> {
    private final Ledger ledger;
    private final FlowRecords records;
    private final FlowEngine engine;

    public RoleSweepHandler(Ledger ledger, FlowRecords records, FlowEngine engine) {
        this.ledger = ledger;
        this.records = records;
        this.engine = engine;
    }

    @Override
    public Class<RoleSweep> kind() {
        return RoleSweep.class;
    }

    @Override
    public Result handle(RoleSweep sweep, Claimed entry) {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            List<FlowId> live = ledger.live(AggregateId.Kind.FLOW, partition).stream()
                    .map(FlowId::new)
                    .toList();
            records.findAll(live).forEach(instance -> sweep(instance, sweep));
        }
        return new Result.Done();
    }

    private void sweep(FlowInstance instance, RoleSweep sweep) {
        for (WorkItem item : instance.openItems()) {
            if (sweep.role().equals(item.basis().role()) && item.basis().roleVersion() < sweep.version()) {
                engine.handle(new CommandEnvelope(
                        instance.id(),
                        CommandIds.reassign(instance.id(), item.id(), sweep.role(), sweep.version()),
                        new FlowCommand.Reassign(item.id()),
                        MemberId.SYSTEM,
                        null));
            }
        }
    }
}
