package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.NoticeDelivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Optional;

/** Tells a person the news of a record. */
final class NoticeHandler implements DeliveryHandler<NoticeDelivery> {
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;
    private final KeptNews kept;

    NoticeHandler(FlowEngine engine, NewsView news, Sending sending, KeptNews kept) {
        this.engine = engine;
        this.news = news;
        this.sending = sending;
        this.kept = kept;
    }

    @Override
    public Class<NoticeDelivery> kind() {
        return NoticeDelivery.class;
    }

    @Override
    public Result handle(NoticeDelivery delivery, Claimed entry) {
        Optional<FlowInstance> found = engine.find(delivery.flow());
        if (found.isEmpty()) {
            return new Result.Impossible("no record " + delivery.flow());
        }
        Scene scene = Scene.of(engine, found.get(), delivery.to());
        return scene.definition().item(delivery.notice()) instanceof WorkItemDefinition.Notice notice
                ? kept.behind(delivery, entry)
                        .orElseGet(() -> sending.card(delivery.to(), entry, news.progress(scene, notice)))
                : new Result.Impossible("no notice " + delivery.notice());
    }
}
