package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.QIAN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHAO;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPTANCE_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceReported;
import static io.soprelay.testkit.flow.DeliveryFlow.cancelled;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.ApprovalGranted;
import io.soprelay.flow.model.FlowEvent.ApprovalPassed;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.Verdict;
import io.soprelay.testkit.flow.FlowPlay;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApproveTest {
    private static final ItemId FIRST = new ItemId(SHIPPING_APPROVAL, 1);

    @Test
    void in_sequence_the_second_is_asked_after_the_first() {
        given(play(), started())
                .when(approve(SHIPPING_APPROVAL))
                .by(ZHANG)
                .thenEvents(ApprovalGranted.class)
                .thenState("待审批")
                .thenItem(SHIPPING_APPROVAL, Status.OPEN)
                .thenEffects(new Effect.RefreshCard(FIRST, ZHANG), new Effect.RefreshCard(FIRST, LIU))
                .then(record -> {
                    Approval approval =
                            (Approval) record.newest(SHIPPING_APPROVAL).orElseThrow();
                    assertThat(approval.holders()).containsExactly(LIU);
                    assertThat(approval.decisions()).extracting(Verdict::by).containsExactly(ZHANG);
                });
    }

    @Test
    void the_last_in_sequence_passes_it_and_the_record_moves() {
        given(play(), started(), play -> play.does(ZHANG, approve(SHIPPING_APPROVAL)))
                .when(approve(SHIPPING_APPROVAL))
                .by(LIU)
                .thenEvents(
                        ApprovalGranted.class,
                        ApprovalPassed.class,
                        StateChanged.class,
                        TaskOpened.class,
                        NoticeGiven.class)
                .thenState("已审批")
                .thenItem(SHIPPING_APPROVAL, Status.DONE)
                .thenEffects(new Effect.SetReminder(new ItemId(SHIP, 1), Instant.parse("2026-11-23T10:00:00Z")));
    }

    @Test
    void the_second_waits_and_may_look_but_not_decide_before_the_first() {
        FlowPlay play = play();
        Rejection rejection =
                given(play, started()).when(approve(SHIPPING_APPROVAL)).by(LIU).thenRefused(Code.NOT_YOURS);
        assertThat(rejection.holders()).containsExactly(ZHANG);
        assertThat(ApprovalRules.waiting(
                        (Approval) play.instance().newest(SHIPPING_APPROVAL).orElseThrow()))
                .containsExactly(LIU);
    }

    @Test
    void of_any_of_the_first_decision_counts() {
        given(play(), started(), shippingApproved(), shipped(), acceptanceReported())
                .when(approve(ACCEPTANCE_APPROVAL))
                .by(QIAN)
                .thenState("已验收")
                .then(record -> assertThat(
                                record.newest(ACCEPTANCE_APPROVAL).orElseThrow().parts())
                        .containsEntry(ZHAO, 2));
    }

    @Test
    void the_colleague_who_comes_second_finds_it_closed() {
        given(
                        play(),
                        started(),
                        shippingApproved(),
                        shipped(),
                        acceptanceReported(),
                        play -> play.does(QIAN, approve(ACCEPTANCE_APPROVAL)))
                .when(approve(ACCEPTANCE_APPROVAL))
                .by(ZHAO)
                .thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void approving_twice_is_already_done_while_it_is_open_and_after() {
        FlowCommand press = new FlowCommand.Approve(FIRST, 1, "");
        FlowPlay play = play();
        given(play, started(), p -> p.does(ZHANG, exactly(press)))
                .when(exactly(press))
                .by(ZHANG)
                .thenRefused(Code.ALREADY_DONE);
        play.does(LIU, approve(SHIPPING_APPROVAL));
        given(play).when(exactly(press)).by(ZHANG).thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void an_old_card_is_stale() {
        given(play(), started())
                .when(exactly(new FlowCommand.Approve(FIRST, 0, "")))
                .by(ZHANG)
                .thenRefused(Code.STALE_CARD);
    }

    @Test
    void strangers_the_owner_and_made_up_approvals_are_refused() {
        given(play(), started()).when(approve(SHIPPING_APPROVAL)).by(WU).thenRefused(Code.NOT_VISIBLE);
        given(play(), started()).when(approve(SHIPPING_APPROVAL)).by(WANG).thenRefused(Code.NOT_YOURS);
        given(play(), started()).when(approve(SHIPPING_APPROVAL)).by(ZHOU).thenRefused(Code.NOT_YOURS);
        given(play(), started()).when(approve("nothing")).by(ZHANG).thenRefused(Code.NOT_FOUND);
        given(play(), started(), shippingApproved()).when(approve(SHIP)).by(LI).thenRefused(Code.NOT_FOUND);
    }

    @Test
    void of_a_cancelled_record_it_is_closed() {
        given(play(), started(), cancelled())
                .when(approve(SHIPPING_APPROVAL))
                .by(ZHANG)
                .thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void an_endless_comment_is_refused() {
        given(play(), started())
                .when(exactly(new FlowCommand.Approve(FIRST, 1, "好".repeat(1001))))
                .by(ZHANG)
                .thenRefused(Code.LIMIT_REACHED);
    }
}
