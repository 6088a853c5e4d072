package io.soprelay.simulation;

import io.soprelay.outbox.Delivery;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody hears of the end before the beginning. */
final class I10NewsInOrder extends Invariant {
    private final Map<String, Long> told = new HashMap<>();

    @Override
    String sentence() {
        return "Effects of one instance reach one recipient in commit order.";
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        if (delivery instanceof Delivery.NoticeDelivery notice) {
            look(notice.flow() + " to " + notice.to(), notice.version());
        } else if (delivery instanceof Delivery.EndNotice notice) {
            look(notice.flow() + " to " + notice.to(), notice.version());
        }
    }

    private void look(String what, long version) {
        long before = told.merge(what, version, Math::max);
        if (before > version) {
            broken("news %d of %s came after news %d", version, what, before);
        }
    }
}
