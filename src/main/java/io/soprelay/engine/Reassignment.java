package io.soprelay.engine;

import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;

/** Sends {@code Reassign} to the open items of a record that were resolved from an older version of a role. */
final class Reassignment {
    private final FlowEngine engine;

    Reassignment(FlowEngine engine) {
        this.engine = engine;
    }

    /** Idempotent: the command id holds the role's version. */
    void ofItemsOlderThan(FlowInstance instance, String role, long version) {
        for (WorkItem item : instance.openItems()) {
            if (role.equals(item.basis().role()) && item.basis().roleVersion() < version) {
                engine.handle(new CommandEnvelope(
                        instance.id(),
                        CommandIds.reassign(instance.id(), item.id(), role, version),
                        new FlowCommand.Reassign(item.id()),
                        MemberId.SYSTEM,
                        null));
            }
        }
    }
}
