package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.complete;
import static io.soprelay.testkit.flow.Acts.moveTo;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static io.soprelay.testkit.flow.ReturnFlow.RESUBMIT;
import static io.soprelay.testkit.flow.ReturnFlow.RETURN_APPROVAL;
import static io.soprelay.testkit.flow.ReturnFlow.STOCK_IN;
import static io.soprelay.testkit.flow.ReturnFlow.agreed;
import static io.soprelay.testkit.flow.ReturnFlow.play;
import static io.soprelay.testkit.flow.ReturnFlow.request;
import static io.soprelay.testkit.flow.ReturnFlow.requested;
import static io.soprelay.testkit.flow.ReturnFlow.stocked;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect.TellLinked;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 退货申请 on all its paths (design section 3). */
class ReturnFlowTest {

    @Test
    void runs_from_the_request_to_the_warehouse() {
        FlowPlay play = play("已发货");
        given(play, requested(), agreed());
        assertThat(play.instance().state()).isEqualTo("已同意");
        given(play, stocked());
        assertThat(play.instance().state()).isEqualTo("已入库");
        assertThat(play.instance().data().get("关联发货单"))
                .contains(new FieldValue.Link(Acts.flowId(7), "delivery", "FH-20261123-0007"));
    }

    @Test
    void tells_the_delivery_at_the_start_and_at_each_move() {
        FlowPlay play = play("已发货");
        Decision.Accepted start = play.does(WANG, Acts.start(request()));
        assertThat(start.effects()).contains(new TellLinked(Acts.flowId(7), told(1, "待审批")));
        Decision.Accepted agreement = play.does(LIU, Acts.approve(RETURN_APPROVAL));
        assertThat(agreement.effects()).contains(new TellLinked(Acts.flowId(7), told(2, "已同意")));
    }

    @Test
    void says_nothing_to_the_delivery_while_nothing_it_tells_changes() {
        given(play("已发货"), requested(), agreed())
                .when(Acts.send("入库单.jpg", STOCK_IN, "入库凭证"))
                .by(LI)
                .accepted()
                .effects()
                .forEach(effect -> assertThat(effect).isNotInstanceOf(TellLinked.class));
    }

    @Test
    void either_approver_may_agree() {
        given(play("已验收"), requested())
                .when(Acts.approve(RETURN_APPROVAL))
                .by(LIU)
                .thenState("已同意")
                .thenItem(RETURN_APPROVAL, Status.DONE);
    }

    @Test
    void a_rejected_request_is_corrected_and_asked_for_again() {
        FlowPlay play = play("已送达");
        given(play, requested(), p -> p.does(ZHANG, Acts.reject(RETURN_APPROVAL, "数量不对")))
                .when(complete(RESUBMIT, Acts.form("退货原因", "型号发错了", "退货数量", "1", "退款金额", "1280")))
                .by(WANG)
                .thenState("待审批")
                .then(record -> assertThat(
                                record.newest(RETURN_APPROVAL).orElseThrow().id())
                        .isEqualTo(new ItemId(RETURN_APPROVAL, 2)))
                .thenEffects(new TellLinked(
                        Acts.flowId(7),
                        new LinkedRecord(
                                Acts.flowId(3),
                                "return",
                                "TH-20261123-0003",
                                3,
                                "待审批",
                                Map.of("退款金额", new FieldValue.Decimal(new BigDecimal("1280"))))));
    }

    @Test
    void is_cancelled_by_its_owner_before_the_decision() {
        given(play("已发货"), requested()).when(moveTo("已取消")).by(WANG).thenState("已取消");
    }

    @Test
    void is_cancelled_by_an_admin_before_the_goods_come() {
        given(play("已发货"), requested(), agreed())
                .when(moveTo("已取消"))
                .by(ZHOU)
                .thenState("已取消")
                .thenItem(STOCK_IN, Status.CLOSED);
    }

    @Test
    void both_records_together_end_with_the_delivery_returned() {
        FlowPlay delivery = DeliveryFlow.play();
        given(delivery, DeliveryFlow.started(), DeliveryFlow.shippingApproved(), DeliveryFlow.shipped());
        FlowPlay request = play("已发货");
        List<Decision.Accepted> commits = List.of(
                request.does(WANG, Acts.start(request())),
                request.does(LIU, Acts.approve(RETURN_APPROVAL)),
                request.does(LI, Acts.send("入库单.jpg", STOCK_IN, "入库凭证")),
                request.does(LI, complete(STOCK_IN, Acts.form("实际入库时间", "2026-11-28 09:00"))));
        commits.stream()
                .flatMap(commit -> commit.effects().stream())
                .filter(TellLinked.class::isInstance)
                .map(effect -> ((TellLinked) effect).source())
                .forEach(source -> delivery.does(MemberId.SYSTEM, Acts.note(source)));
        assertThat(request.instance().state()).isEqualTo("已入库");
        assertThat(delivery.instance().state()).isEqualTo("已退货");
        assertThat(delivery.instance().data().get("已退款金额")).contains(new FieldValue.Decimal(new BigDecimal("2560")));
    }

    private static LinkedRecord told(long version, String state) {
        return new LinkedRecord(
                Acts.flowId(3),
                "return",
                "TH-20261123-0003",
                version,
                state,
                Map.of("退款金额", new FieldValue.Decimal(new BigDecimal("2560"))));
    }
}
