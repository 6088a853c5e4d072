package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.TestChain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Walks through histories: one at a time, and whoever cannot wait asks again. */
class HistoryRoundsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EngineWorld world = new EngineWorld();
    private final List<HistoryReport> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final HistoryRounds rounds = new HistoryRounds(
            new HistoryCheck(world.ledger, TestChain.CHAIN, new RememberedSeals(), this::rests), heard::add);

    private void rests() {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_long_walk_goes_on_and_tells_whoever_asks_next_what_it_found() {
        for (int records = 0; records < 60; records++) {
            world.startDelivery();
        }
        assertThat(rounds.result(Duration.ZERO)).isEmpty();
        assertThat(rounds.result(Duration.ofMillis(1))).isEmpty();
        assertThat(heard).isEmpty();

        goesOn.countDown();
        await().until(() -> !heard.isEmpty());

        assertThat(rounds.result(PATIENCE)).contains(heard.getFirst());
        assertThat(heard).as("nobody began another one").hasSize(1);
        assertThat(rounds.result(PATIENCE)).isPresent();
        assertThat(heard).as("asked again, everything is looked at again").hasSize(2);
    }

    @Test
    void a_store_that_is_away_is_said_and_looked_at_again_when_it_is_back() {
        goesOn.countDown();
        world.ledger.setAway(true);
        assertThatThrownBy(() -> rounds.result(PATIENCE)).isInstanceOf(LedgerUnavailableException.class);
        world.ledger.setAway(false);
        assertThat(rounds.result(PATIENCE)).get().matches(HistoryReport::isWhole);
    }
}
