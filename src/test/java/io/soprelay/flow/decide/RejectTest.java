package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Acts.reject;
import static io.soprelay.testkit.flow.Cast.QIAN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPTANCE_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceRejected;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceReported;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;

import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.ApprovalRejected;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.FlowPlay;
import org.junit.jupiter.api.Test;

class RejectTest {
    private static final ItemId FIRST = new ItemId(SHIPPING_APPROVAL, 1);

    @Test
    void ends_the_round_and_moves_nothing_by_itself() {
        given(play(), started())
                .when(reject(SHIPPING_APPROVAL, " 金额不对 "))
                .by(ZHANG)
                .thenEvents(ApprovalRejected.class, TaskOpened.class)
                .thenHappened(new ApprovalRejected(FlowPlay.MONDAY_TEN, FIRST, ZHANG, "金额不对"))
                .thenState("待审批")
                .thenItem(SHIPPING_APPROVAL, Status.REJECTED);
    }

    @Test
    void needs_a_reason() {
        given(play(), started()).when(reject(SHIPPING_APPROVAL, " 　")).by(ZHANG).thenRefused(Code.REASON_MISSING);
    }

    @Test
    void an_endless_reason_is_refused() {
        given(play(), started())
                .when(reject(SHIPPING_APPROVAL, "不".repeat(1001)))
                .by(ZHANG)
                .thenRefused(Code.LIMIT_REACHED);
    }

    @Test
    void rejecting_twice_is_already_done() {
        FlowCommand press = new FlowCommand.Reject(FIRST, 1, "金额不对");
        given(play(), started(), play -> play.does(ZHANG, exactly(press)))
                .when(exactly(press))
                .by(ZHANG)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void an_approver_who_approved_already_cannot_reject_any_more() {
        given(play(), started(), play -> play.does(ZHANG, approve(SHIPPING_APPROVAL)))
                .when(reject(SHIPPING_APPROVAL, "想了想"))
                .by(ZHANG)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void a_colleague_finds_a_rejected_round_closed() {
        given(play(), started(), shippingApproved(), shipped(), acceptanceReported(), acceptanceRejected("看不清"))
                .when(reject(ACCEPTANCE_APPROVAL, "也看不清"))
                .by(QIAN)
                .thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void is_refused_to_strangers_to_others_on_old_cards_and_for_made_up_approvals() {
        given(play(), started()).when(reject(SHIPPING_APPROVAL, "不")).by(WU).thenRefused(Code.NOT_VISIBLE);
        given(play(), started()).when(reject(SHIPPING_APPROVAL, "不")).by(WANG).thenRefused(Code.NOT_YOURS);
        given(play(), started()).when(reject("nothing", "不")).by(ZHANG).thenRefused(Code.NOT_FOUND);
        given(play(), started())
                .when(exactly(new FlowCommand.Reject(FIRST, 4, "")))
                .by(ZHANG)
                .thenRefused(Code.STALE_CARD);
    }
}
