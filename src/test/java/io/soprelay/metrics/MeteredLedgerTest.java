package io.soprelay.metrics;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every commit is counted once, by what became of it. */
class MeteredLedgerTest {
    private static final AggregateId ID = flow("a1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Ledger ledger =
            new MeteredLedger(new InMemoryLedger(new SettableClock(Instant.parse("2026-11-22T08:00:00Z"))), meters);

    @Test
    void a_commit_its_repeat_and_a_lost_race_are_told_apart() {
        ledger.commit(commit(ID, "c1", 0));
        ledger.commit(commit(ID, "c1", 1));
        ledger.commit(commit(ID, "c2", 0));
        ledger.commit(commit(ID, "c3", 1));

        assertThat(counted("committed")).isEqualTo(2);
        assertThat(counted("repeated")).isEqualTo(1);
        assertThat(counted("conflict")).isEqualTo(1);
        assertThat(counted("away")).isZero();
    }

    @Test
    void one_without_an_answer_is_away_and_the_failure_goes_on() {
        Ledger away = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    throw new LedgerUnavailableException("the store is away", false, new IOException());
                });

        assertThatThrownBy(() -> new MeteredLedger(away, meters).commit(commit(ID, "c1", 0)))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThat(counted("away")).isEqualTo(1);
    }

    private long counted(String result) {
        return meters.timer("relay.commit", "result", result).count();
    }
}
