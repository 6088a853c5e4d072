package io.soprelay.testkit;

import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Handlers for tests of the outbox itself: every kind of delivery is handled alike. */
public final class EveryDelivery {
    private EveryDelivery() {}

    public static List<DeliveryHandler<?>> handledBy(BiFunction<Delivery, Claimed, DeliveryHandler.Result> handling) {
        List<DeliveryHandler<?>> all = new ArrayList<>();
        for (Class<?> kind : Delivery.class.getPermittedSubclasses()) {
            all.add(new Alike<>(kind.asSubclass(Delivery.class), handling));
        }
        return all;
    }

    private record Alike<D extends Delivery>(Class<D> kind, BiFunction<Delivery, Claimed, Result> handling)
            implements DeliveryHandler<D> {
        @Override
        public Result handle(D delivery, Claimed entry) {
            return handling.apply(delivery, entry);
        }
    }
}
