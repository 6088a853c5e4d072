package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.reassign;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.SUN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPT;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.roleGivenTo;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowEvent.ItemReassigned;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Basis;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.Verdict;
import io.soprelay.testkit.flow.FlowPlay;
import org.junit.jupiter.api.Test;

class ReassignTest {

    private static FlowPlay approved() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).accept(play);
        return play;
    }

    @Test
    void new_holders_gain_the_task_and_the_former_lose_it() {
        given(approved(), roleGivenTo("库管", CHEN, WU))
                .when(reassign(SHIP))
                .by(MemberId.SYSTEM)
                .thenEvents(ItemReassigned.class)
                .thenEffects(
                        new Effect.RefreshCard(new ItemId(SHIP, 1), LI),
                        new Effect.RefreshCard(new ItemId(SHIP, 1), WU))
                .then(record -> {
                    WorkItem task = record.newest(SHIP).orElseThrow();
                    assertThat(task.holders()).containsExactly(CHEN, WU);
                    assertThat(task.basis()).isEqualTo(new Basis("库管", 2));
                    assertThat(task.parts())
                            .containsEntry(LI, 2)
                            .containsEntry(CHEN, 1)
                            .containsEntry(WU, 1);
                });
    }

    @Test
    void a_role_that_is_not_newer_changes_nothing() {
        given(approved()).when(reassign(SHIP)).by(MemberId.SYSTEM).thenRefused(Code.NOTHING_TO_DO);
        given(approved(), roleGivenTo("库管", CHEN), play -> play.does(MemberId.SYSTEM, reassign(SHIP)))
                .when(reassign(SHIP))
                .by(MemberId.SYSTEM)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void the_owner_s_own_task_follows_no_role() {
        given(approved(), shipped(), roleGivenTo("库管", CHEN))
                .when(reassign(ACCEPT))
                .by(MemberId.SYSTEM)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void an_empty_role_that_is_filled_gives_the_work_to_its_new_holder() {
        FlowPlay play = play();
        given(play, roleGivenTo("审批人"), started(), roleGivenTo("审批人", SUN))
                .when(reassign(SHIPPING_APPROVAL))
                .by(MemberId.SYSTEM)
                .then(record -> assertThat(
                                record.newest(SHIPPING_APPROVAL).orElseThrow().holders())
                        .containsExactly(SUN));
        given(play).when(approve(SHIPPING_APPROVAL)).by(SUN).thenState("已审批");
    }

    @Test
    void a_role_that_becomes_empty_gives_the_task_to_the_owner_and_says_so() {
        given(approved(), roleGivenTo("库管"))
                .when(reassign(SHIP))
                .by(MemberId.SYSTEM)
                .thenEffects(new Effect.ReportEmptyRole(new ItemId(SHIP, 1), "库管"))
                .then(record ->
                        assertThat(record.newest(SHIP).orElseThrow().holders()).containsExactly(WANG));
    }

    @Test
    void decisions_already_given_stay_and_the_rest_is_asked() {
        given(play(), started(), play -> play.does(ZHANG, approve(SHIPPING_APPROVAL)), roleGivenTo("审批人", SUN, ZHANG))
                .when(reassign(SHIPPING_APPROVAL))
                .by(MemberId.SYSTEM)
                .thenItem(SHIPPING_APPROVAL, Status.OPEN)
                .then(record -> {
                    Approval approval =
                            (Approval) record.newest(SHIPPING_APPROVAL).orElseThrow();
                    assertThat(approval.approvers()).containsExactly(ZHANG, SUN);
                    assertThat(approval.holders()).containsExactly(SUN);
                    assertThat(approval.decisions()).extracting(Verdict::by).containsExactly(ZHANG);
                });
    }

    @Test
    void an_approval_passes_when_everybody_still_asked_has_approved() {
        given(play(), started(), play -> play.does(ZHANG, approve(SHIPPING_APPROVAL)), roleGivenTo("审批人", ZHANG))
                .when(reassign(SHIPPING_APPROVAL))
                .by(MemberId.SYSTEM)
                .thenItem(SHIPPING_APPROVAL, Status.DONE)
                .thenState("已审批");
    }

    @Test
    void is_refused_for_closed_and_unknown_items_and_to_people() {
        given(approved(), roleGivenTo("审批人", SUN))
                .when(reassign(SHIPPING_APPROVAL))
                .by(MemberId.SYSTEM)
                .thenRefused(Code.ITEM_CLOSED);
        given(approved()).when(reassign("nothing")).by(MemberId.SYSTEM).thenRefused(Code.NOT_FOUND);
        given(approved()).when(reassign(SHIP)).by(LI).thenRefused(Code.NOT_PERMITTED);
        given(approved()).when(reassign(SHIP)).by(WU).thenRefused(Code.NOT_VISIBLE);
    }
}
