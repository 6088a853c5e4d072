package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.ReminderDelivery;
import io.soprelay.outbox.DeliveryHandler;

/** Reminds a person of what is still theirs to do. */
final class ReminderHandler implements DeliveryHandler<ReminderDelivery> {
    private final HolderNews holders;
    private final NewsView news;

    ReminderHandler(HolderNews holders, NewsView news) {
        this.holders = holders;
        this.news = news;
    }

    @Override
    public Class<ReminderDelivery> kind() {
        return ReminderDelivery.class;
    }

    @Override
    public Result handle(ReminderDelivery delivery, Claimed entry) {
        return holders.tell(delivery.flow(), delivery.item(), delivery.to(), entry, news::reminder);
    }
}
