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
    private final Map<String, Integer> deathsBefore = new HashMap<>();

    @Override
    String sentence() {
        return "Effects of one instance reach one recipient in commit order, while one process lives.";
    }

    @Override
    void stored(World world, Commit commit) {
        commit.changes().stream()
                .filter(change -> change.lane() == Lane.NOTICE)
                .forEach(change -> deathsBefore.putIfAbsent(change.id(), world.deaths()));
    }

    @Override
    void born(World world, SimulatedPlatform.Message message, @Nullable Delivery delivery) {
        if (delivery instanceof Delivery.News news) {
            String what = news.flow() + " to " + news.to();
            long before = told.merge(what, news.version(), Math::max);
            // What a bot has put back is known to this bot alone.
            boolean sameBot =
                    world.isAlone() && deathsBefore.getOrDefault(delivery.entryId(), world.deaths()) == world.deaths();
            if (before > news.version() && sameBot) {
                broken("news %d of %s came after news %d", news.version(), what, before);
            }
        }
    }
}
