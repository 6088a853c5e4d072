package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RescanRoundsTest {
    private final EngineWorld world = new EngineWorld();
    private final RescanRounds rounds = new RescanRounds(world.rescan);

    @Test
    void the_first_round_after_a_start_visits_every_partition_within_about_a_minute() {
        FlowInstance record = world.approve(
                world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, io.soprelay.testkit.flow.Cast.ZHANG);
        world.ledger.loseSchedules(AggregateId.partitionOf(record.id().value()), false);
        assertThat(world.ledger.backlog().get(Lane.TIMER)).isZero();

        assertThat(round()).isLessThan(Duration.ofSeconds(75));

        assertThat(world.ledger.backlog().get(Lane.TIMER)).isPositive();
    }

    @Test
    void later_rounds_take_ten_minutes() {
        round();
        assertThat(round()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_store_that_was_away_is_visited_whole_and_quickly_when_it_is_back() {
        round();
        world.ledger.setAway(true);
        assertThat(rounds.visitNext()).isEqualTo(RescanRounds.CALM);
        world.ledger.setAway(false);
        assertThat(round()).isLessThan(Duration.ofSeconds(75));
    }

    @Test
    void a_store_that_went_back_is_visited_whole_and_quickly() {
        round();
        rounds.hurry();
        assertThat(round()).isLessThan(Duration.ofSeconds(75));
    }

    private Duration round() {
        Duration taken = Duration.ZERO;
        for (int visit = 0; visit < AggregateId.PARTITIONS; visit++) {
            taken = taken.plus(rounds.visitNext());
        }
        return taken;
    }
}
