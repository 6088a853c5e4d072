package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.complete;
import static io.soprelay.testkit.flow.Acts.remind;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingForm;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingPictureSent;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowEvent.HoldersReminded;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.testkit.flow.FlowPlay;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RemindHoldersTest {
    private static final Instant SIX = Instant.parse("2026-11-23T10:00:00Z");
    private static final ItemId SHIPPING = new ItemId(SHIP, 1);

    private static FlowPlay approved() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).accept(play);
        return play;
    }

    @Test
    void every_holder_is_reminded_and_no_card_is_touched() {
        Decision.Accepted reminded = given(approved())
                .when(remind(SHIP, SIX))
                .by(MemberId.SYSTEM)
                .thenEvents(HoldersReminded.class)
                .accepted();
        assertThat(reminded.effects())
                .containsExactly(
                        new Effect.SendReminder(SHIPPING, SIX, LI), new Effect.SendReminder(SHIPPING, SIX, CHEN));
        assertThat(reminded.next().newest(SHIP).orElseThrow().reminders()).isEmpty();
    }

    @Test
    void once_a_moment() {
        given(approved(), play -> play.does(MemberId.SYSTEM, remind(SHIP, SIX)))
                .when(remind(SHIP, SIX))
                .by(MemberId.SYSTEM)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void not_at_a_moment_nobody_set() {
        given(approved())
                .when(remind(SHIP, SIX.plusSeconds(1)))
                .by(MemberId.SYSTEM)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void not_after_the_work_is_done_whose_reminder_was_taken_back() {
        FlowPlay play = approved();
        shippingPictureSent().accept(play);
        given(play).when(complete(SHIP, shippingForm())).by(LI).thenEffects(new Effect.CancelReminder(SHIPPING, SIX));
        given(play).when(remind(SHIP, SIX)).by(MemberId.SYSTEM).thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void people_press_no_timers() {
        given(approved()).when(remind(SHIP, SIX)).by(WANG).thenRefused(Code.NOT_PERMITTED);
        given(approved()).when(remind(SHIP, SIX)).by(WU).thenRefused(Code.NOT_VISIBLE);
        given(approved()).when(remind("nothing", SIX)).by(MemberId.SYSTEM).thenRefused(Code.NOT_FOUND);
    }
}
