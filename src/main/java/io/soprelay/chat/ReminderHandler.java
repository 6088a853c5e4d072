package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.ReminderDelivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Optional;

/** Reminds a person of what is still theirs to do; what is done by now is not mentioned. */
final class ReminderHandler implements DeliveryHandler<ReminderDelivery> {
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;

    ReminderHandler(FlowEngine engine, NewsView news, Sending sending) {
        this.engine = engine;
        this.news = news;
        this.sending = sending;
    }

    @Override
    public Class<ReminderDelivery> kind() {
        return ReminderDelivery.class;
    }

    @Override
    public Result handle(ReminderDelivery delivery, Claimed entry) {
        Optional<FlowInstance> found = engine.find(delivery.flow());
        Optional<WorkItem> open = found.flatMap(instance -> instance.find(delivery.item()))
                .filter(item -> item.holders().contains(delivery.to()));
        if (found.isEmpty() || open.isEmpty()) {
            return new Result.Done();
        }
        Scene scene = Scene.of(engine, found.get(), delivery.to());
        return sending.card(delivery.to(), entry, news.reminder(scene, open.get()));
    }
}
