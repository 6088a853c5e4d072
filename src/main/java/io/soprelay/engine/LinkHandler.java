package io.soprelay.engine;

import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.LinkDelivery;
import io.soprelay.outbox.DeliveryHandler;

/** Tells a record what another one became. Older news than what the target knows is refused there and ends here. */
public final class LinkHandler implements DeliveryHandler<LinkDelivery> {
    private final FlowEngine engine;

    public LinkHandler(FlowEngine engine) {
        this.engine = engine;
    }

    @Override
    public Class<LinkDelivery> kind() {
        return LinkDelivery.class;
    }

    @Override
    public Result handle(LinkDelivery delivery, Claimed entry) {
        engine.handle(new CommandEnvelope(
                delivery.target(),
                CommandIds.link(delivery.target(), delivery.source()),
                new FlowCommand.NoteLinkedRecord(delivery.source()),
                MemberId.SYSTEM,
                null));
        return new Result.Done();
    }
}
