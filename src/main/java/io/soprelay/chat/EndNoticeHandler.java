package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.EndNotice;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Optional;

/** Tells whoever still had something to do in a record that it has ended, and why. */
final class EndNoticeHandler implements DeliveryHandler<EndNotice> {
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;
    private final KeptNews kept;

    EndNoticeHandler(FlowEngine engine, NewsView news, Sending sending, KeptNews kept) {
        this.engine = engine;
        this.news = news;
        this.sending = sending;
        this.kept = kept;
    }

    @Override
    public Class<EndNotice> kind() {
        return EndNotice.class;
    }

    @Override
    public Result handle(EndNotice delivery, Claimed entry) {
        Optional<FlowInstance> found = engine.find(delivery.flow());
        return found.isEmpty()
                ? new Result.Impossible("no record " + delivery.flow())
                : kept.behind(delivery, entry)
                        .orElseGet(() -> sending.card(
                                delivery.to(), entry, news.ended(Scene.of(engine, found.get(), delivery.to()))));
    }
}
