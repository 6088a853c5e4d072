package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.model.FlowId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Delivery.RoleSweep;
import io.soprelay.outbox.DeliveryHandler;
import java.util.List;
import java.util.function.Consumer;

/** After a role changed: every open item that was resolved from an older version of it is reassigned. */
public final class RoleSweepHandler implements DeliveryHandler<RoleSweep> {
    private final Ledger ledger;
    private final Roles roles;
    private final FlowRecords records;
    private final Reassignment reassignment;
    private final Consumer<String> filled;

    /** @param filled hears of each role that somebody holds by now */
    public RoleSweepHandler(
            Ledger ledger, Roles roles, FlowRecords records, FlowEngine engine, Consumer<String> filled) {
        this.ledger = ledger;
        this.roles = roles;
        this.records = records;
        this.reassignment = new Reassignment(engine);
        this.filled = filled;
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
        if (!roles.people().role(sweep.role()).members().isEmpty()) {
            filled.accept(sweep.role());
        }
        return new Result.Done();
    }
}
