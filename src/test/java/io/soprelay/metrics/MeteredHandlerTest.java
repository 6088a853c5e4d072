package io.soprelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery.ReminderTimer;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Deliveries are counted by lane and result, and how late they were begun with. */
class MeteredHandlerTest {
    private static final ReminderTimer TIMER =
            new ReminderTimer(new FlowId("f1"), ItemId.parse("ship#1"), Instant.parse("2026-11-22T08:00:00Z"));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Supplier<DeliveryHandler.Result> result = DeliveryHandler.Result.Done::new;
    private final DeliveryHandler<ReminderTimer> handler = MeteredHandler.of(new Timers(), meters);

    @Test
    void what_came_of_it_is_counted_in_its_lane() {
        handle();
        result = () -> new DeliveryHandler.Result.Retry(Duration.ofSeconds(1), "busy");
        handle();
        result = () -> new DeliveryHandler.Result.Impossible("gone");
        handle();
        result = () -> {
            throw new IllegalStateException("a defect");
        };
        assertThatThrownBy(this::handle).hasMessage("a defect");

        for (String each : new String[] {"done", "retry", "impossible", "failed"}) {
            assertThat(meters.counter("relay.delivery", "lane", "timer", "result", each)
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void how_long_it_had_been_due_is_told() {
        handle();

        assertThat(meters.timer("relay.delivery.late", "lane", "timer").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2_500);
    }

    @Test
    void every_lane_is_known_before_anything_is_delivered() {
        MeteredHandler.register(meters);

        assertThat(meters.find("relay.delivery").counters()).hasSize(Lane.values().length * 4);
        assertThat(meters.find("relay.delivery.late").timers()).hasSize(Lane.values().length);
    }

    private void handle() {
        handler.handle(TIMER, new Claimed(1, Lane.TIMER, "t1", new byte[0], 1, 1, 0, 2_500, null, null));
    }

    private final class Timers implements DeliveryHandler<ReminderTimer> {
        @Override
        public Class<ReminderTimer> kind() {
            return ReminderTimer.class;
        }

        @Override
        public Result handle(ReminderTimer timer, Claimed entry) {
            return result.get();
        }
    }
}
