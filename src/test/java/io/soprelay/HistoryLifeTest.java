package io.soprelay;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.engine.HistoryRounds;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.TestChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLifeTest {
    private static final AggregateId ID = flow("a1");

    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
    private final RememberedSeals memory = new RememberedSeals();
    private final List<HistoryReport> walks = new ArrayList<>();
    private final HistoryLife life =
            new HistoryLife(new HistoryRounds(new HistoryCheck(ledger, TestChain.CHAIN, memory, () -> {}), walks::add));

    private long remembered() {
        return memory.read()[ID.partition()];
    }

    @Test
    void walks_once_a_day_and_keeps_the_count_every_ten_minutes() {
        for (int visit = 0; visit < 144; visit++) {
            life.visit();
            ledger.commit(commit(ID, "c" + visit, Basis.version(visit)));
        }
        assertThat(walks).hasSize(1);
        assertThat(remembered()).isEqualTo(143);
        life.visit();
        assertThat(walks).hasSize(2).allMatch(HistoryReport::isWhole);
    }

    @Test
    void a_store_that_was_away_is_walked_through_when_it_is_back() {
        ledger.setAway(true);
        life.visit();
        ledger.setAway(false);
        life.visit();
        assertThat(walks).hasSize(1);
    }

    @Test
    void a_bot_that_stops_keeps_the_count_and_stops_also_when_the_store_is_away() {
        ledger.commit(commit(ID, "c1", Basis.NEW));
        life.start();
        life.stop();
        assertThat(life.isRunning()).isFalse();
        assertThat(remembered()).isEqualTo(1);
        ledger.setAway(true);
        life.stop();
        assertThat(remembered()).isEqualTo(1);
    }
}
