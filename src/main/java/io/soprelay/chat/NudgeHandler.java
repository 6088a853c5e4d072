package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.NudgeDelivery;
import io.soprelay.outbox.DeliveryHandler;

/** Tells a person that somebody asks them to get on with something. */
final class NudgeHandler implements DeliveryHandler<NudgeDelivery> {
    private final HolderNews holders;
    private final NewsView news;

    NudgeHandler(HolderNews holders, NewsView news) {
        this.holders = holders;
        this.news = news;
    }

    @Override
    public Class<NudgeDelivery> kind() {
        return NudgeDelivery.class;
    }

    @Override
    public Result handle(NudgeDelivery delivery, Claimed entry) {
        return holders.tell(
                delivery.flow(),
                delivery.item(),
                delivery.to(),
                entry,
                (scene, item) -> news.nudge(scene, item, delivery.by()));
    }
}
