package io.soprelay.simulation;

import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody hears of the end before the beginning. */
final class I10NewsInOrder extends Invariant {
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, Integer> lossesBefore = new HashMap<>();

    @Override
    String sentence() {
        return "Effects of one instance reach one recipient in commit order, unless a bot dies or a claim is"
                + " lost.";
    }

    @Override
    void stored(World world, Commit commit) {
        commit.changes().stream()
                .filter(change -> change.lane() == Lane.NOTICE)
                .forEach(change -> lossesBefore.putIfAbsent(change.id(), world.losses()));
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        if (delivery instanceof Delivery.News news) {
            String what = news.flow() + " to " + news.to();
            long before = told.merge(what, news.version(), Math::max);
            // What a bot has put back is known to this bot alone, and what it gives back comes at the end.
            boolean sameBot =
                    world.isAlone() && lossesBefore.getOrDefault(delivery.entryId(), world.losses()) == world.losses();
            if (before > news.version() && sameBot) {
                broken("news %d of %s came after news %d", news.version(), what, before);
            }
        }
    }
}
