package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.NudgeDelivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Optional;

/** Tells a person that somebody asks them to get on with something; what is done by now is not mentioned. */
final class NudgeHandler implements DeliveryHandler<NudgeDelivery> {
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;

    NudgeHandler(FlowEngine engine, NewsView news, Sending sending) {
        this.engine = engine;
        this.news = news;
        this.sending = sending;
    }

    @Override
    public Class<NudgeDelivery> kind() {
        return NudgeDelivery.class;
    }

    @Override
    public Result handle(NudgeDelivery delivery, Claimed entry) {
        Optional<FlowInstance> found = engine.find(delivery.flow());
        Optional<WorkItem> open = found.flatMap(instance -> instance.find(delivery.item()))
                .filter(item -> item.holders().contains(delivery.to()));
        if (found.isEmpty() || open.isEmpty()) {
            return new Result.Done();
        }
        Scene scene = Scene.of(engine, found.get(), delivery.to());
        return sending.card(delivery.to(), entry, news.nudge(scene, open.get(), delivery.by()));
    }
}
