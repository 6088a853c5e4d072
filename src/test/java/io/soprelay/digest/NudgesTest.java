package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.digest.Nudges.Outcome;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.reminder.Reminders.Waiting;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NudgesTest {
    private final DigestWorld world = new DigestWorld();
    private final Nudges nudges = world.digest.nudges();
    private final FlowId record =
            world.start("delivery", DeliveryFlow.order(), world.wang).orElseThrow();
    private final ItemId approval = world.now(record).openItems().getFirst().id();

    @Test
    void the_holder_is_told_who_asks() {
        CommandId act = world.act();
        assertThat(nudge(act)).isEqualTo(new Outcome.Nudged(List.of(world.zhang)));
        world.deliver();
        assertThat(world.told())
                .singleElement()
                .extracting(Waiting::flow, Waiting::item, Waiting::by)
                .containsExactly(record, approval, world.zhou);
    }

    @Test
    void a_repeated_press_tells_once_and_is_answered_alike() {
        CommandId act = world.act();
        Outcome first = nudge(act);
        assertThat(nudge(act)).isEqualTo(first);
        world.deliver();
        assertThat(world.told()).hasSize(1);
    }

    @Test
    void a_second_press_within_the_hour_is_too_soon_and_an_hour_later_it_is_not() {
        Instant began = world.clock.instant();
        nudge(world.act());
        world.deliver();
        world.clock.tick(Nudges.COOLDOWN.minusSeconds(1));
        assertThat(nudge(world.act()))
                .isEqualTo(new Outcome.TooSoon(List.of(world.zhang), began.plus(Nudges.COOLDOWN)));
        world.clock.tick(Duration.ofSeconds(1));
        assertThat(nudge(world.act())).isInstanceOf(Outcome.Nudged.class);
        world.deliver();
        assertThat(world.told()).hasSize(2);
    }

    @Test
    void another_item_of_the_same_person_is_another_matter() {
        FlowId other = world.start("delivery", DeliveryFlow.order(), world.wang).orElseThrow();
        nudge(world.act());
        assertThat(nudges.nudge(world.now(other), approval, world.zhou, world.act()))
                .isInstanceOf(Outcome.Nudged.class);
    }

    @Test
    void of_several_holders_those_are_told_who_were_not_just_nudged() {
        nudge(world.act());
        world.setRole("审批人", world.zhang);
        world.does(record, new FlowCommand.Approve(approval, 1, ""), world.zhang);
        world.setRole("库管", world.li);
        ItemId shipping = world.now(record).openItems().getFirst().id();
        nudges.nudge(world.now(record), shipping, world.zhou, world.act());
        world.setRole("库管", world.li, world.chen);
        world.deliver();
        assertThat(world.now(record).find(shipping).orElseThrow().holders()).containsExactly(world.li, world.chen);

        assertThat(nudges.nudge(world.now(record), shipping, world.zhou, world.act()))
                .isEqualTo(new Outcome.Nudged(List.of(world.chen)));
    }

    @Test
    void nobody_is_told_of_what_is_done() {
        world.does(record, new FlowCommand.Approve(approval, 1, ""), world.zhang);
        assertThat(nudge(world.act())).isEqualTo(new Outcome.NotOpen());
        assertThat(nudges.nudge(world.now(record), new ItemId("nothing", 1), world.zhou, world.act()))
                .isEqualTo(new Outcome.NotOpen());
        world.deliver();
        assertThat(world.told()).isEmpty();
    }

    private Outcome nudge(CommandId act) {
        return nudges.nudge(world.now(record), approval, world.zhou, act);
    }
}
