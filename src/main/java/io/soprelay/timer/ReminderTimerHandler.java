package io.soprelay.timer;

import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.ReminderTimer;
import io.soprelay.outbox.DeliveryHandler;

/**
 * Issues the reminder command. Catch-up after downtime is <em>once</em>: each reminder moment is its own timer, so a
 * late one fires once; a refusal (the item has closed) ends it.
 */
public final class ReminderTimerHandler implements DeliveryHandler<ReminderTimer> {
    private final FlowEngine engine;

    public ReminderTimerHandler(FlowEngine engine) {
        this.engine = engine;
    }

    @Override
    public Class<ReminderTimer> kind() {
        return ReminderTimer.class;
    }

    @Override
    public Result handle(ReminderTimer timer, Claimed entry) {
        engine.handle(new CommandEnvelope(
                timer.flow(),
                CommandIds.timer(timer.flow(), timer.item(), timer.moment()),
                new FlowCommand.RemindHolders(timer.item(), timer.moment()),
                MemberId.SYSTEM,
                null));
        return new Result.Done();
    }
}
