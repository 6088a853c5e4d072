package io.soprelay.bench;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.redis.RedisStore;
import java.util.List;
import java.util.Map;

/** Cards as the relay would have sent them. */
final class ShownCards {
    /** Changes of the newest part of a delivery that is shipped. */
    static final int OF_SHIPPED = 2;

    /** Changes of the newest part of a delivery that is finished. */
    static final int OF_FINISHED = 9;

    private static final int LEASE_MILLIS = 600_000;

    private ShownCards() {}

    /**
     * Every card of a partition is on a screen; nothing else waits but timers that are not due.
     *
     * @param part what the screens show: as new as the parts can be
     */
    static void showAll(RedisStore store, int partition, int part) {
        Deliveries deliveries = new Deliveries();
        Schedules schedules = store.schedules();
        Map<Lane, Integer> all = Map.of(Lane.CARD, 500, Lane.NOTICE, 500, Lane.HANDOVER, 500, Lane.TIMER, 500);
        List<Claimed> claimed = schedules.claim(partition, all, LEASE_MILLIS).entries();
        while (!claimed.isEmpty()) {
            for (Claimed entry : claimed) {
                if (deliveries.read(entry.payload()) instanceof Delivery.CardDelivery card) {
                    CardRecord shown = new CardRecord(
                            "om_" + entry.id(), "feishu:x", 1, store.time().now(), "hash", part, null, List.of());
                    schedules.shown(entry, entry.wanted(), deliveries.write(shown));
                } else {
                    schedules.done(entry);
                }
            }
            claimed = schedules.claim(partition, all, LEASE_MILLIS).entries();
        }
    }
}
