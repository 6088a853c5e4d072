package io.soprelay.chat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.testkit.InMemoryLedger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the outbox relay does with a claimed entry, without its threads. */
final class Handlers {
    private final InMemoryLedger ledger;
    private final Deliveries deliveries;
    private final Map<Class<?>, DeliveryHandler<?>> handlers = new HashMap<>();

    Handlers(InMemoryLedger ledger, Deliveries deliveries) {
        this.ledger = ledger;
        this.deliveries = deliveries;
    }

    /** Carries out everything that is due, until nothing is. */
    void deliver() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (int partition : ledger.due(0).keySet()) {
                Map<Lane, Integer> limits = new EnumMap<>(Lane.class);
                for (Lane lane : Lane.values()) {
                    limits.put(lane, 50);
                }
                for (Claimed entry : ledger.claim(partition, limits, 60_000).entries()) {
                    settle(entry, carryOut(entry));
                    worked = true;
                }
            }
        }
    }

    private DeliveryHandler.Result carryOut(Claimed entry) {
        try {
            return handle(deliveries.read(entry.payload()), entry);
        } catch (LedgerUnavailableException away) {
            return new DeliveryHandler.Result.Retry(Duration.ofSeconds(1), "store is away");
        }
    }

    @SuppressWarnings("unchecked") // handlers are registered under the class they handle
    private <D extends Delivery> DeliveryHandler.Result handle(D delivery, Claimed entry) {
        DeliveryHandler<D> handler = (DeliveryHandler<D>) handlers.get(delivery.getClass());
        if (handler == null) {
            throw new AssertionError("No handler for " + delivery);
        }
        return handler.handle(delivery, entry);
    }

    private void settle(Claimed entry, DeliveryHandler.Result result) {
        switch (result) {
            case DeliveryHandler.Result.Done done -> ledger.done(entry);
            case DeliveryHandler.Result.Impossible impossible -> ledger.done(entry);
            case DeliveryHandler.Result.Retry retry ->
                ledger.retry(
                        entry,
                        retry.after().toMillis(),
                        retry.tried() == null ? null : deliveries.write(retry.tried()));
            case DeliveryHandler.Result.Shown(long revision, CardRecord record) ->
                ledger.shown(entry, revision, record == null ? null : deliveries.write(record));
        }
    }

    void add(DeliveryHandler<?> handler) {
        handlers.put(handler.kind(), handler);
    }
}
