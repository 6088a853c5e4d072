package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.flow.model.CommandId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** It is Monday 10:00 when each of these begins. */
class SubscriptionsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final DigestWorld world = new DigestWorld();
    private final Subscriptions subscriptions = world.digest.subscriptions();

    @Test
    void a_wish_for_later_today_is_met_today_and_then_every_day() {
        subscribe("11:00");
        world.passes(Duration.ofMinutes(59));
        assertThat(world.sent()).isEmpty();
        world.passes(Duration.ofMinutes(1));
        assertThat(world.sent()).containsExactly(digest(MONDAY));
        world.passes(Duration.ofDays(1));
        assertThat(world.sent()).containsExactly(digest(MONDAY), digest(MONDAY.plusDays(1)));
    }

    @Test
    void a_wish_for_a_time_that_is_past_begins_tomorrow() {
        subscribe("10:00");
        world.passes(Duration.ofHours(23));
        assertThat(world.sent()).isEmpty();
        world.passes(Duration.ofHours(1));
        assertThat(world.sent()).containsExactly(digest(MONDAY.plusDays(1)));
    }

    @Test
    void a_bot_that_was_down_over_several_days_sends_one_and_goes_on_tomorrow() {
        subscribe("11:00");
        world.passes(Duration.ofDays(3).minusHours(2));
        assertThat(world.sent()).as("Thursday 08:00").containsExactly(digest(MONDAY.plusDays(3)));
        world.passes(Duration.ofHours(5));
        assertThat(world.sent()).as("Thursday 13:00").hasSize(1);
        world.passes(Duration.ofDays(1));
        assertThat(world.sent()).containsExactly(digest(MONDAY.plusDays(3)), digest(MONDAY.plusDays(4)));
    }

    @Test
    void a_repeated_wish_changes_nothing() {
        CommandId once = world.act();
        Subscription first = subscriptions.subscribe(world.zhou, LocalTime.of(11, 0), List.of(), once);
        world.clock.tick(Duration.ofHours(2));
        assertThat(subscriptions.subscribe(world.zhou, LocalTime.of(12, 0), List.of(), once))
                .isEqualTo(first);
    }

    @Test
    void another_time_replaces_the_first_and_there_is_still_one_a_day() {
        subscribe("11:00");
        subscribe("12:00");
        world.passes(Duration.ofHours(1));
        assertThat(world.sent()).isEmpty();
        world.passes(Duration.ofHours(1));
        assertThat(world.sent()).containsExactly(digest(MONDAY));
        subscribe("15:00");
        world.passes(Duration.ofHours(4));
        assertThat(world.sent()).as("a second time today").hasSize(1);
        world.passes(Duration.ofDays(1));
        assertThat(world.sent()).hasSize(2);
    }

    @Test
    void a_wish_taken_back_sends_nothing_and_can_be_made_again() {
        subscribe("11:00");
        assertThat(subscriptions.unsubscribe(world.zhou, world.act())).isTrue();
        assertThat(subscriptions.of(world.zhou)).isEmpty();
        assertThat(subscriptions.all()).isEmpty();
        world.passes(Duration.ofDays(2));
        assertThat(world.sent()).isEmpty();
        assertThat(subscriptions.unsubscribe(world.zhou, world.act())).isFalse();

        subscribe("11:00");
        world.passes(Duration.ofDays(1));
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void a_timer_that_fires_twice_or_too_late_sends_nothing_more() {
        Instant due = subscribe("11:00").next();
        world.passes(Duration.ofHours(1));
        subscriptions.fire(world.zhou, due);
        world.deliver();
        assertThat(world.sent()).hasSize(1);
        subscriptions.unsubscribe(world.zhou, world.act());
        subscriptions.fire(world.zhou, due.plus(Duration.ofDays(1)));
        world.deliver();
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void a_timer_that_got_lost_is_put_back() {
        Instant due = subscribe("11:00").next();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            world.ledger.loseSchedules(partition, false);
        }
        world.rescans();
        world.rescans();
        world.passes(Duration.between(world.clock.instant(), due));
        assertThat(world.sent()).containsExactly(digest(MONDAY));
    }

    @Test
    void a_lost_answer_leaves_one_timer_and_one_digest() {
        CommandId once = world.act();
        world.ledger.loseNextReply();
        assertThatThrownBy(() -> subscriptions.subscribe(world.zhou, LocalTime.of(11, 0), List.of(), once))
                .isInstanceOf(LedgerUnavailableException.class);
        subscriptions.subscribe(world.zhou, LocalTime.of(11, 0), List.of(), once);
        world.passes(Duration.ofHours(1));
        assertThat(world.sent()).hasSize(1);
    }

    private Subscription subscribe(String at) {
        return subscriptions.subscribe(world.zhou, LocalTime.parse(at), List.of(), world.act());
    }

    private Delivery digest(LocalDate day) {
        return new Delivery.DigestDelivery(world.zhou, day);
    }
}
