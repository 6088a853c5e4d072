package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Acts.moveTo;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.SUN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.DeliveryFlow.cancelled;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.testkit.flow.FlowPlay;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveToStateTest {

    @Test
    void the_owner_cancels_with_a_reason() {
        given(play(), started())
                .when(moveTo("已取消"))
                .by(WANG)
                .thenHappened(new StateChanged(FlowPlay.MONDAY_TEN, "待审批", "已取消", "cancelled", WANG, "客户不要了"))
                .thenState("已取消");
    }

    @Test
    void doing_it_again_is_already_done() {
        given(play(), started(), cancelled()).when(moveTo("已取消")).by(WANG).thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void after_shipping_it_is_too_late() {
        given(play(), started(), shippingApproved(), shipped())
                .when(moveTo("已取消"))
                .by(WANG)
                .thenRefused(Code.WRONG_STATE);
    }

    @Test
    void an_approver_sees_the_record_but_may_not() {
        given(play(), started()).when(moveTo("已取消")).by(ZHANG).thenRefused(Code.NOT_PERMITTED);
    }

    @Test
    void a_stranger_does_not_see_it() {
        given(play(), started()).when(moveTo("已取消")).by(WU).thenRefused(Code.NOT_VISIBLE);
    }

    @Test
    void a_state_no_manual_rule_leads_to_is_not_found() {
        given(play(), started()).when(moveTo("已验收")).by(WANG).thenRefused(Code.NOT_FOUND);
        given(play(), started()).when(moveTo("哪里")).by(WANG).thenRefused(Code.NOT_FOUND);
    }

    @Test
    void ending_a_record_needs_a_reason() {
        given(play(), started())
                .when(exactly(new FlowCommand.MoveToState("已取消", " ")))
                .by(WANG)
                .thenRefused(Code.REASON_MISSING);
        given(play(), started())
                .when(exactly(new FlowCommand.MoveToState("已取消", " ")))
                .by(ZHANG)
                .thenRefused(Code.NOT_PERMITTED);
    }

    @Test
    void who_moved_it_and_why_stands_in_the_record() {
        given(play(), started())
                .when(moveTo("已取消"))
                .by(WANG)
                .then(record -> assertThat(record.moved()).isEqualTo(new FlowInstance.Moved(WANG, "客户不要了")));
        given(play(), started()).when(moveTo("已取消")).by(WANG).thenEffects(new Effect.TellEnd(ZHANG));
    }

    @Test
    void whoever_gets_news_of_the_end_or_ended_it_is_not_told_twice() {
        FlowPlay play = play();
        given(play, started(), shippingApproved());
        List<Effect> byOwner = play.does(WANG, moveTo("已取消")).effects();
        assertThat(byOwner)
                .filteredOn(Effect.TellEnd.class::isInstance)
                .containsExactlyInAnyOrder(new Effect.TellEnd(LI), new Effect.TellEnd(CHEN));
    }

    @Test
    void an_endless_reason_is_refused() {
        given(play(), started())
                .when(exactly(new FlowCommand.MoveToState("已取消", "不".repeat(1001))))
                .by(WANG)
                .thenRefused(Code.LIMIT_REACHED);
    }

    @Test
    void buttons_are_offered_to_whom_and_when_they_work() {
        FlowPlay play = play();
        given(play, started());
        assertThat(labels(play, WANG)).containsExactly("取消这张单子");
        assertThat(labels(play, ZHOU)).containsExactly("取消这张单子");
        assertThat(labels(play, ZHANG)).isEmpty();
        given(play, shippingApproved(), shipped());
        assertThat(labels(play, WANG)).isEmpty();
    }

    @Test
    void the_owner_s_manager_may_look() {
        FlowPlay play = play();
        given(play, started());
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), SUN)).isTrue();
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), LIU)).isTrue();
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), ZHOU)).isTrue();
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), LI)).isFalse();
        given(play, shippingApproved());
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), LI)).isTrue();
        assertThat(FlowVisibility.maySee(play.instance(), play.people(), WU)).isFalse();
    }

    private static List<String> labels(FlowPlay play, MemberId member) {
        return TransitionRules.manualMoves(play.definition(), play.instance(), play.context(member)).stream()
                .map(rule -> rule.label())
                .toList();
    }
}
