package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.model.FlowId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Delivery.RoleSweep;
import io.soprelay.outbox.DeliveryHandler;
import java.util.List;

/** After a role changed: every open item that was resolved from an older version of it is reassigned. */
public final class RoleSweepHandler implements DeliveryHandler<RoleSweep> {
    private final Ledger ledger;
    private final Roles roles;
    private final FlowRecords records;
    private final Reassignment reassignment;

    public RoleSweepHandler(Ledger ledger, Roles roles, FlowRecords records, FlowEngine engine) {
        this.ledger = ledger;
        this.roles = roles;
        this.records = records;
        this.reassignment = new Reassignment(engine);
    }

    @Override
    public Class<RoleSweep> kind() {
        return RoleSweep.class;
    }

    @Override
    public Result handle(RoleSweep sweep, Claimed entry) {
        roles.knowAtLeast(sweep.role(), sweep.version());
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            List<FlowId> live = ledger.live(AggregateId.Kind.FLOW, partition).stream()
                    .map(FlowId::new)
                    .toList();
            records.findAll(live)
                    .forEach(instance -> reassignment.ofItemsOlderThan(instance, sweep.role(), sweep.version()));
        }
        return new Result.Done();
    }
}
