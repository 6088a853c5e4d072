package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.complete;
import static io.soprelay.testkit.flow.Acts.moveTo;
import static io.soprelay.testkit.flow.Acts.note;
import static io.soprelay.testkit.flow.Acts.send;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.QIAN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHAO;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPT;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPTANCE_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.RESUBMIT;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.aReturn;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceForm;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceRejected;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceReported;
import static io.soprelay.testkit.flow.DeliveryFlow.order;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingForm;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingPictureSent;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingRejected;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.SentBack;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.FlowPlay;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 发货流程 on all its paths (design section 3). */
class DeliveryFlowTest {

    @Test
    void runs_from_the_order_to_its_acceptance() {
        FlowPlay play = play();
        given(play, started());
        assertThat(play.instance().state()).isEqualTo("待审批");
        given(play, shippingApproved());
        assertThat(play.instance().state()).isEqualTo("已审批");
        given(play, shipped());
        assertThat(play.instance().state()).isEqualTo("已发货");
        given(play, acceptanceReported());
        assertThat(play.instance().state()).isEqualTo("已发货");
        given(play, acceptanceApproved());
        assertThat(play.instance().state()).isEqualTo("已验收");
        assertThat(play.instance().openItems()).isEmpty();
        assertThat(play.instance().data().values().keySet())
                .containsExactly("客户名称", "发货内容", "数量", "金额", "实际发货时间", "物流单号", "物流凭证", "客户验收时间", "客户验收凭证");
    }

    @Test
    void tells_the_owner_each_key_step() {
        FlowPlay play = play();
        started().accept(play);
        play.does(ZHANG, Acts.approve(SHIPPING_APPROVAL));
        given(play)
                .when(Acts.approve(SHIPPING_APPROVAL))
                .by(LIU)
                .thenState("已审批")
                .thenEffects(
                        new Effect.SendNotice("told-approved", WANG), new Effect.RefreshCard(new ItemId(SHIP, 1), LI));
    }

    @Test
    void goes_through_delivered_when_the_arrival_is_reported() {
        Map<String, List<String>> form = new HashMap<>(acceptanceForm());
        form.put("实际送达时间", List.of("2026-11-24 15:30"));
        given(
                        play(),
                        started(),
                        shippingApproved(),
                        shipped(),
                        play -> play.does(WANG, send("验收单.jpg", ACCEPT, "客户验收凭证")))
                .when(complete(ACCEPT, form))
                .by(WANG)
                .thenState("已送达")
                .thenItem(ACCEPTANCE_APPROVAL, Status.OPEN);
    }

    @Test
    void is_accepted_after_it_was_delivered() {
        Map<String, List<String>> form = new HashMap<>(acceptanceForm());
        form.put("实际送达时间", List.of("2026-11-24 15:30"));
        given(
                        play(),
                        started(),
                        shippingApproved(),
                        shipped(),
                        play -> play.does(WANG, send("验收单.jpg", ACCEPT, "客户验收凭证")),
                        play -> play.does(WANG, complete(ACCEPT, form)))
                .when(Acts.approve(ACCEPTANCE_APPROVAL))
                .by(QIAN)
                .thenState("已验收");
    }

    @Test
    void gives_a_rejected_order_back_to_its_owner_with_the_reason_and_the_old_values() {
        given(play(), started())
                .when(Acts.reject(SHIPPING_APPROVAL, "金额不对"))
                .by(ZHANG)
                .thenState("待审批")
                .thenItem(SHIPPING_APPROVAL, Status.REJECTED)
                .thenEffects(new Effect.RefreshCard(new ItemId(RESUBMIT, 1), WANG))
                .then(record -> {
                    TodoTask task = task(record, RESUBMIT);
                    assertThat(task.sentBack()).isEqualTo(new SentBack(ZHANG, "金额不对"));
                    assertThat(task.holders()).containsExactly(WANG);
                    assertThat(task.prefill())
                            .containsEntry("客户名称", List.of("甲公司"))
                            .containsEntry("金额", List.of("12800"));
                });
    }

    @Test
    void asks_the_first_approver_again_after_a_resubmission() {
        Map<String, List<String>> corrected = new HashMap<>(order());
        corrected.put("金额", List.of("9800"));
        FlowPlay play = play();
        given(play, started(), shippingRejected("金额不对"))
                .when(complete(RESUBMIT, corrected))
                .by(WANG)
                .thenState("待审批")
                .then(record -> {
                    assertThat(record.newest(SHIPPING_APPROVAL).orElseThrow().id())
                            .isEqualTo(new ItemId(SHIPPING_APPROVAL, 2));
                    assertThat(record.newest(SHIPPING_APPROVAL).orElseThrow().holders())
                            .containsExactly(ZHANG);
                    assertThat(record.find(new ItemId(SHIPPING_APPROVAL, 1))
                                    .orElseThrow()
                                    .status())
                            .isEqualTo(Status.REJECTED);
                    assertThat(record.data().get("金额")).contains(new FieldValue.Decimal(new BigDecimal("9800")));
                });
        shippingApproved().accept(play);
        assertThat(play.instance().state()).isEqualTo("已审批");
    }

    @Test
    void the_second_approver_may_reject_too() {
        given(play(), started(), play -> play.does(ZHANG, Acts.approve(SHIPPING_APPROVAL)))
                .when(Acts.reject(SHIPPING_APPROVAL, "没有货"))
                .by(LIU)
                .thenState("待审批")
                .thenItem(RESUBMIT, Status.OPEN);
    }

    @Test
    void is_cancelled_by_its_owner_while_it_waits_for_approval() {
        given(play(), started())
                .when(moveTo("已取消"))
                .by(WANG)
                .thenState("已取消")
                .thenItem(SHIPPING_APPROVAL, Status.CLOSED)
                .thenEffects(
                        new Effect.RefreshCard(new ItemId(SHIPPING_APPROVAL, 1), ZHANG),
                        new Effect.SendNotice("told-cancelled", WANG));
    }

    @Test
    void is_cancelled_after_a_rejection_instead_of_resubmitted() {
        given(play(), started(), shippingRejected("不做了"))
                .when(moveTo("已取消"))
                .by(WANG)
                .thenState("已取消")
                .thenItem(RESUBMIT, Status.CLOSED);
    }

    @Test
    void is_cancelled_by_an_admin_before_it_is_shipped_and_takes_its_reminder_back() {
        given(play(), started(), shippingApproved())
                .when(moveTo("已取消"))
                .by(ZHOU)
                .thenState("已取消")
                .thenEffects(new Effect.CancelReminder(new ItemId(SHIP, 1), Instant.parse("2026-11-23T10:00:00Z")))
                .thenItem(SHIP, Status.CLOSED);
    }

    @Test
    void a_rejected_acceptance_opens_a_new_round_with_the_reason_the_values_and_the_evidence() {
        given(play(), started(), shippingApproved(), shipped(), acceptanceReported())
                .when(Acts.reject(ACCEPTANCE_APPROVAL, "照片看不清"))
                .by(ZHAO)
                .thenState("已发货")
                .then(record -> {
                    TodoTask task = task(record, ACCEPT);
                    assertThat(task.id()).isEqualTo(new ItemId(ACCEPT, 2));
                    assertThat(task.sentBack()).isEqualTo(new SentBack(ZHAO, "照片看不清"));
                    assertThat(task.prefill()).containsEntry("客户验收时间", List.of("2026-11-25 10:00 +08:00"));
                    assertThat(task.draft().evidence().get("客户验收凭证")).hasSize(1);
                    assertThat(task.holders()).containsExactly(WANG);
                });
    }

    @Test
    void a_corrected_acceptance_is_judged_again_with_the_new_picture_only() {
        FlowPlay play = play();
        given(play, started(), shippingApproved(), shipped(), acceptanceReported(), acceptanceRejected("照片看不清"))
                .when(send("清楚的验收单.jpg", ACCEPT, "客户验收凭证"))
                .by(WANG);
        play.does(WANG, complete(ACCEPT, acceptanceForm()));
        assertThat(play.instance().data().get("客户验收凭证"))
                .contains(new FieldValue.Files(List.of(Acts.evidence("清楚的验收单.jpg", WANG, play.now()))));
        acceptanceApproved().accept(play);
        assertThat(play.instance().state()).isEqualTo("已验收");
    }

    @Test
    void a_corrected_acceptance_without_new_pictures_keeps_the_old_ones() {
        FlowPlay play = play();
        given(play, started(), shippingApproved(), shipped(), acceptanceReported(), acceptanceRejected("时间不对"))
                .when(complete(ACCEPT, Acts.form("客户验收时间", "2026-11-26 10:00")))
                .by(WANG)
                .thenItem(ACCEPTANCE_APPROVAL, Status.OPEN)
                .then(record -> assertThat(record.data().get("客户验收凭证"))
                        .contains(new FieldValue.Files(List.of(Acts.evidence("验收单.jpg", WANG, play.now())))));
    }

    @Test
    void is_returned_before_its_acceptance_when_the_goods_are_back() {
        given(play(), started(), shippingApproved(), shipped())
                .when(note(aReturn(1, 5, "已入库", "2560")))
                .by(MemberId.SYSTEM)
                .thenState("已退货")
                .thenItem(ACCEPT, Status.CLOSED)
                .thenEffects(new Effect.SendNotice("told-returned", WANG))
                .then(record -> assertThat(record.data().get("已退款金额"))
                        .contains(new FieldValue.Decimal(new BigDecimal("2560"))));
    }

    @Test
    void is_returned_after_it_was_delivered() {
        Map<String, List<String>> form = new HashMap<>(acceptanceForm());
        form.put("实际送达时间", List.of("2026-11-24 15:30"));
        given(
                        play(),
                        started(),
                        shippingApproved(),
                        shipped(),
                        play -> play.does(WANG, send("验收单.jpg", ACCEPT, "客户验收凭证")),
                        play -> play.does(WANG, complete(ACCEPT, form)))
                .when(note(aReturn(1, 5, "已入库", "2560")))
                .by(MemberId.SYSTEM)
                .thenState("已退货")
                .thenItem(ACCEPTANCE_APPROVAL, Status.CLOSED);
    }

    @Test
    void is_returned_after_its_acceptance() {
        given(play(), started(), shippingApproved(), shipped(), acceptanceReported(), acceptanceApproved())
                .when(note(aReturn(1, 5, "已入库", "2560")))
                .by(MemberId.SYSTEM)
                .thenState("已退货");
    }

    @Test
    void a_return_that_is_only_asked_for_moves_nothing() {
        given(play(), started(), shippingApproved(), shipped())
                .when(note(aReturn(1, 1, "待审批", "2560")))
                .by(MemberId.SYSTEM)
                .thenState("已发货");
    }

    @Test
    void the_shipping_task_falls_due_at_six_and_the_acceptance_seven_days_after_shipping() {
        FlowPlay play = play();
        given(play, started(), shippingApproved());
        assertThat(task(play.instance(), SHIP).dueAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        given(play, shippingPictureSent())
                .when(complete(SHIP, shippingForm()))
                .by(LI)
                .thenState("已发货");
        assertThat(task(play.instance(), ACCEPT).dueAt()).isEqualTo(Instant.parse("2026-11-30T08:03:00Z"));
    }

    static TodoTask task(FlowInstance record, String key) {
        return (TodoTask) record.newest(key).orElseThrow();
    }
}
