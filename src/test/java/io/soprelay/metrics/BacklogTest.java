package io.soprelay.metrics;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.ledger.Schedules;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits is told as the store says it, and a store that is away costs whoever collects numbers one try. */
class BacklogTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final InMemoryLedger store = new InMemoryLedger(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int asked;
    private boolean away;

    @BeforeEach
    void register() {
        Schedules watched = (Schedules) Proxy.newProxyInstance(
                Schedules.class.getClassLoader(), new Class<?>[] {Schedules.class}, (proxy, method, arguments) -> {
                    asked++;
                    if (away) {
                        throw new LedgerUnavailableException("the store is away", false, new IOException());
                    }
                    return method.invoke(store, arguments);
                });
        Backlog.register(watched, clock, meters);
    }

    @Test
    void what_waits_is_read_once_for_all_lanes() {
        store.commit(commit(flow("a1"), "c1", 0, new Add(Lane.NOTICE, "n1", 0, bytes("hello"))));

        clock.tick(Duration.ofMinutes(3));

        assertThat(waiting(Lane.NOTICE)).isEqualTo(1);
        assertThat(waiting(Lane.CARD)).isZero();
        assertThat(overdue(Lane.NOTICE)).isEqualTo(180);
        assertThat(overdue(Lane.CARD)).isZero();
        assertThat(ready()).isEqualTo(1);
        assertThat(asked).as("one question how many, one since when").isEqualTo(2);
    }

    @Test
    void a_store_that_is_away_is_told_and_asked_once_in_ten_seconds() {
        away = true;
        for (Lane lane : Lane.values()) {
            assertThat(waiting(lane)).isNaN();
            assertThat(overdue(lane)).isNaN();
        }
        assertThat(ready()).isZero();
        assertThat(asked).isEqualTo(1);

        away = false;
        assertThat(ready()).as("within ten seconds").isZero();
        clock.tick(Duration.ofSeconds(11));
        assertThat(ready()).isEqualTo(1);
        assertThat(waiting(Lane.CARD)).isZero();
    }

    private double waiting(Lane lane) {
        return gauge("relay.waiting", lane);
    }

    private double overdue(Lane lane) {
        return gauge("relay.overdue", lane);
    }

    private double gauge(String name, Lane lane) {
        return meters.get(name)
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .gauge()
                .value();
    }

    private double ready() {
        return meters.get("relay.store.ready").gauge().value();
    }
}
