package io.soprelay.testkit.flow;

import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHAO;
import static io.soprelay.testkit.flow.Definitions.entered;
import static io.soprelay.testkit.flow.Definitions.field;
import static io.soprelay.testkit.flow.Definitions.form;
import static io.soprelay.testkit.flow.Definitions.role;
import static io.soprelay.testkit.flow.Definitions.state;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** 发货流程 as the design settles it, and what has happened in it. */
public final class DeliveryFlow {
    public static final String SHIPPING_APPROVAL = "shipping-approval";
    public static final String RESUBMIT = "resubmit";
    public static final String SHIP = "ship";
    public static final String ACCEPT = "accept";
    public static final String ACCEPTANCE_APPROVAL = "acceptance-approval";

    private DeliveryFlow() {}

    public static FlowPlay play() {
        return new FlowPlay(definition(), 7);
    }

    public static FlowDefinition definition() {
        return new FlowDefinition(
                "delivery",
                1,
                "发货流程",
                List.of("发货", "发货单"),
                "FH",
                "客户名称",
                Definitions.NO_SOP,
                fields(),
                form("客户名称", "发货内容", "数量", "金额"),
                new PeopleVariable.PersonField("出库负责人", role("库管")),
                states(),
                transitions(),
                items(),
                List.of(new LinkedStart("return", "关联发货单", "申请退货", List.of("已发货", "已送达", "已验收"))));
    }

    private static List<FieldDefinition> fields() {
        return List.of(
                field("客户名称", Definitions.text(60)),
                field("发货内容", new FieldKind.Text(200, true, null)),
                field("数量", Definitions.pieces()),
                field("金额", Definitions.money()),
                field("出库负责人", new FieldKind.Person()),
                field("实际发货时间", Definitions.moment()),
                field("物流单号", Definitions.text(40)),
                field("物流凭证", Definitions.files()),
                field("实际送达时间", Definitions.moment()),
                field("客户验收时间", Definitions.moment()),
                field("客户验收凭证", Definitions.files()),
                field(
                        "已退款金额",
                        new FieldKind.RollUp("return", FieldKind.RollUp.Function.SUM, "退款金额", List.of("已入库"), "元")));
    }

    private static List<StateDefinition> states() {
        return List.of(
                state("待审批", StateKind.INITIAL),
                state("已审批", StateKind.NORMAL),
                state("已发货", StateKind.NORMAL),
                state("已送达", StateKind.NORMAL),
                state("已验收", StateKind.SETTLED),
                state("已取消", StateKind.FINAL),
                state("已退货", StateKind.FINAL));
    }

    private static List<TransitionRule> transitions() {
        return List.of(
                Definitions.approved("approved", List.of("待审批"), "已审批", SHIPPING_APPROVAL),
                Definitions.filled("shipped", "已审批", "已发货", "实际发货时间", "物流单号", "物流凭证"),
                Definitions.filled("delivered", "已发货", "已送达", "实际送达时间"),
                Definitions.approved("accepted", List.of("已发货", "已送达"), "已验收", ACCEPTANCE_APPROVAL, "客户验收时间", "客户验收凭证"),
                Definitions.cancelled("待审批", "已审批"),
                Definitions.when("returned", List.of("已发货", "已送达", "已验收"), "已退货", "已退款金额 > 0"));
    }

    private static List<WorkItemDefinition> items() {
        return List.of(
                Definitions.approval(
                        SHIPPING_APPROVAL,
                        "发货审批",
                        List.of(new Opener.Entered("待审批"), new Opener.Completed(RESUBMIT)),
                        role("审批人"),
                        new ApprovalPolicy.InSequence()),
                Definitions.task(
                        RESUBMIT,
                        "修改后重新提交",
                        List.of(new Opener.Rejected(SHIPPING_APPROVAL)),
                        Definitions.OWNER,
                        null,
                        true,
                        form("客户名称", "发货内容", "数量", "金额")),
                Definitions.task(
                        SHIP,
                        "完成发货并反馈发货信息",
                        entered("已审批"),
                        new PeopleVariable.Participant(),
                        new DueRule.AtTime(LocalTime.of(18, 0)),
                        false,
                        form("实际发货时间", "物流单号", "物流凭证")),
                Definitions.task(
                        ACCEPT,
                        "完成验收并反馈验收信息",
                        List.of(new Opener.Entered("已发货"), new Opener.Rejected(ACCEPTANCE_APPROVAL)),
                        Definitions.OWNER,
                        new DueRule.AfterField("实际发货时间", Period.ofDays(7)),
                        false,
                        form("实际送达时间?", "客户验收时间", "客户验收凭证")),
                Definitions.approval(
                        ACCEPTANCE_APPROVAL,
                        "验收凭证审批",
                        List.of(new Opener.Completed(ACCEPT)),
                        role("财务"),
                        new ApprovalPolicy.AnyOf()),
                Definitions.told("told-approved", "已审批"),
                Definitions.told("told-shipped", "已发货"),
                Definitions.told("told-delivered", "已送达"),
                Definitions.told("told-accepted", "已验收"),
                Definitions.told("told-cancelled", "已取消"),
                Definitions.told("told-returned", "已退货"));
    }

    // What people fill in.

    public static Map<String, List<String>> order() {
        return Acts.form("客户名称", "甲公司", "发货内容", "交换机 A 型", "数量", "10", "金额", "12,800");
    }

    public static Map<String, List<String>> shippingForm() {
        return Acts.form("实际发货时间", "2026-11-23 16:03", "物流单号", "SF1234567890");
    }

    public static Map<String, List<String>> acceptanceForm() {
        return Acts.form("客户验收时间", "2026-11-25 10:00");
    }

    /** What a return tells this delivery. */
    public static LinkedRecord aReturn(int n, long version, String state, String amount) {
        return new LinkedRecord(
                Acts.flowId(1000 + n),
                "return",
                "TH-20261123-%04d".formatted(n),
                version,
                state,
                Map.of("退款金额", new FieldValue.Decimal(new BigDecimal(amount))));
    }

    // What has happened, to be given.

    public static Consumer<FlowPlay> started() {
        return play -> play.does(WANG, Acts.start(order()));
    }

    public static Consumer<FlowPlay> shippingApproved() {
        return play -> {
            play.does(ZHANG, Acts.approve(SHIPPING_APPROVAL));
            play.does(LIU, Acts.approve(SHIPPING_APPROVAL));
        };
    }

    public static Consumer<FlowPlay> shippingRejected(String reason) {
        return play -> play.does(ZHANG, Acts.reject(SHIPPING_APPROVAL, reason));
    }

    public static Consumer<FlowPlay> shippingPictureSent() {
        return play -> play.does(LI, Acts.send("物流单.jpg", SHIP, "物流凭证"));
    }

    public static Consumer<FlowPlay> shipped() {
        return shippingPictureSent().andThen(play -> play.does(LI, Acts.complete(SHIP, shippingForm())));
    }

    public static Consumer<FlowPlay> acceptanceReported() {
        return play -> {
            play.does(WANG, Acts.send("验收单.jpg", ACCEPT, "客户验收凭证"));
            play.does(WANG, Acts.complete(ACCEPT, acceptanceForm()));
        };
    }

    public static Consumer<FlowPlay> acceptanceRejected(String reason) {
        return play -> play.does(ZHAO, Acts.reject(ACCEPTANCE_APPROVAL, reason));
    }

    public static Consumer<FlowPlay> acceptanceApproved() {
        return play -> play.does(ZHAO, Acts.approve(ACCEPTANCE_APPROVAL));
    }

    public static Consumer<FlowPlay> cancelled() {
        return play -> play.does(WANG, Acts.moveTo("已取消"));
    }

    public static Consumer<FlowPlay> roleGivenTo(String role, MemberId... holders) {
        return play -> play.role(role, holders);
    }
}
