package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.form;
import static io.soprelay.testkit.flow.Acts.moveTo;
import static io.soprelay.testkit.flow.Acts.start;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.order;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.roleGivenTo;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent.ApprovalOpened;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.FlowStarted;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.testkit.flow.ReturnFlow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartFlowTest {

    @Test
    void anyone_may_start_and_owns_the_record() {
        given(play())
                .when(start(order()))
                .by(WU)
                .thenEvents(FlowStarted.class, FieldsFilled.class, ApprovalOpened.class)
                .thenState("待审批")
                .thenEffects(new Effect.RefreshCard(new ItemId(SHIPPING_APPROVAL, 1), ZHANG))
                .then(record -> {
                    assertThat(record.owner()).isEqualTo(WU);
                    assertThat(record.initiator()).isEqualTo(WU);
                    assertThat(record.version()).isEqualTo(1);
                    assertThat(record.number()).isEqualTo("FH-20261123-0007");
                    assertThat(record.data().get("金额"))
                            .contains(new FieldValue.Decimal(new java.math.BigDecimal("12800")));
                });
    }

    @Test
    void a_wrong_form_starts_nothing() {
        Rejection rejection =
                given(play()).when(start(form("客户名称", "甲公司"))).by(WANG).thenRefused(Code.FORM_INVALID);
        assertThat(rejection.problems()).extracting(FieldProblem::field).containsExactly("发货内容", "数量", "金额");
    }

    @Test
    void a_started_record_does_not_start_again() {
        given(play(), started()).when(start(order())).by(WANG).thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void the_system_starts_nothing() {
        given(play()).when(start(order())).by(MemberId.SYSTEM).thenRefused(Code.NOT_PERMITTED);
    }

    @Test
    void an_approval_whose_role_nobody_holds_goes_to_the_admins_and_is_reported() {
        given(play(), roleGivenTo("审批人"))
                .when(start(order()))
                .by(WANG)
                .thenEffects(new Effect.ReportEmptyRole(new ItemId(SHIPPING_APPROVAL, 1), "审批人"))
                .then(record -> assertThat(
                                record.newest(SHIPPING_APPROVAL).orElseThrow().holders())
                        .containsExactly(ZHOU));
    }

    @Test
    void an_admin_does_not_approve_the_own_record_because_a_role_is_empty() {
        given(play(), roleGivenTo("审批人"))
                .when(start(order()))
                .by(ZHOU)
                .thenEffects(new Effect.ReportEmptyRole(new ItemId(SHIPPING_APPROVAL, 1), "审批人"))
                .then(record -> assertThat(
                                record.newest(SHIPPING_APPROVAL).orElseThrow().holders())
                        .isEmpty());
    }

    @Test
    void a_return_before_shipping_is_answered_in_the_flow_s_words() {
        Rejection rejection = given(ReturnFlow.play("已审批"))
                .when(start(ReturnFlow.request()))
                .by(WANG)
                .thenRefused(Code.LINK_REFUSED);
        assertThat(rejection.found()).isEqualTo("还没发货，请直接取消");
    }

    @Test
    void a_return_of_an_unknown_delivery_names_the_field() {
        Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
        form.put("关联发货单", List.of("FH-20261123-9999"));
        Rejection rejection =
                given(ReturnFlow.play("已发货")).when(start(form)).by(WANG).thenRefused(Code.FORM_INVALID);
        assertThat(rejection.problems())
                .containsExactly(new FieldProblem("关联发货单", FieldProblem.Kind.NO_SUCH_RECORD, "FH-20261123-9999", ""));
    }

    @Test
    void any_other_command_needs_a_record() {
        given(play()).when(approve(SHIPPING_APPROVAL)).by(ZHANG).thenRefused(Code.NOT_FOUND);
        given(play()).when(moveTo("已取消")).by(ZHOU).thenRefused(Code.NOT_FOUND);
    }
}
