package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ClockController.Move;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.OutboxRelay;
import io.soprelay.testkit.EveryDelivery;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.Unwatched;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockControllerTest {
    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-22T08:00:00Z")));
    private final ClockController clock = new ClockController(
            ledger,
            new OutboxRelay(
                    ledger,
                    new Deliveries(),
                    EveryDelivery.handledBy((delivery, entry) -> new DeliveryHandler.Result.Done()),
                    new Unwatched(),
                    InstantSource.system(),
                    false,
                    any -> false),
            ZoneId.of("Asia/Shanghai"));

    @Test
    void it_moves_by_a_distance_and_to_a_moment() {
        assertThat(clock.move(new Move("PT2H", null)).getStatusCode().value()).isEqualTo(200);
        assertThat(clock.read().now()).isEqualTo("2026-11-22T18:00:00+08:00");

        clock.move(new Move(null, "2026-11-23T09:30:00+08:00"));
        assertThat(clock.read().now()).isEqualTo("2026-11-23T09:30:00+08:00");
    }

    @Test
    void it_moves_forward_only_not_into_another_century_and_not_by_nonsense() {
        for (Move move : List.of(
                new Move("-PT1H", null),
                new Move(null, "2026-11-01T00:00:00+08:00"),
                new Move("P99999999999D", null),
                new Move("P36500D", null),
                new Move("soon", null),
                new Move(null, null),
                new Move("PT1H", "2026-11-23T09:30:00+08:00"))) {
            assertThat(clock.move(move).getStatusCode().value()).as("%s", move).isEqualTo(400);
        }
        assertThat(clock.read().offset()).isEqualTo("PT0S");
    }
}
