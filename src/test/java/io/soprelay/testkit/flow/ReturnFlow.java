package io.soprelay.testkit.flow;

import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Definitions.entered;
import static io.soprelay.testkit.flow.Definitions.field;
import static io.soprelay.testkit.flow.Definitions.form;
import static io.soprelay.testkit.flow.Definitions.role;
import static io.soprelay.testkit.flow.Definitions.state;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.LinkedRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** 退货申请 as the design settles it, and what has happened in it. */
public final class ReturnFlow {
    public static final String RETURN_APPROVAL = "return-approval";
    public static final String RESUBMIT = "resubmit";
    public static final String STOCK_IN = "stock-in";
    /** The delivery it is about. */
    public static final String DELIVERY = "FH-20261123-0007";

    private ReturnFlow() {}

    /** A return of a delivery that is in this state. */
    public static FlowPlay play(String deliveryState) {
        FlowPlay play = new FlowPlay(definition(), 3);
        play.linkTarget(
                DELIVERY,
                new LinkedRecord(
                        Acts.flowId(7),
                        "delivery",
                        DELIVERY,
                        4,
                        deliveryState,
                        Map.of("客户名称", new FieldValue.Text("甲公司"), "发货内容", new FieldValue.Text("交换机"))));
        return play;
    }

    public static FlowDefinition definition() {
        return new FlowDefinition(
                "return",
                1,
                "退货申请",
                List.of("退货"),
                "TH",
                "关联发货单",
                Definitions.NO_SOP,
                fields(),
                form("关联发货单", "退货原因", "退货数量", "退款金额"),
                role("库管"),
                List.of(
                        state("待审批", StateKind.INITIAL),
                        state("已同意", StateKind.NORMAL),
                        state("已入库", StateKind.FINAL),
                        state("已取消", StateKind.FINAL)),
                List.of(
                        Definitions.approved("agreed", List.of("待审批"), "已同意", RETURN_APPROVAL),
                        Definitions.filled("stocked", "已同意", "已入库", "实际入库时间", "入库凭证"),
                        Definitions.cancelled("待审批", "已同意")),
                items(),
                List.of());
    }

    private static List<FieldDefinition> fields() {
        return List.of(
                field(
                        "关联发货单",
                        new FieldKind.Reference(
                                "delivery",
                                List.of("已发货", "已送达", "已验收"),
                                List.of("退款金额"),
                                Map.of(
                                        "待审批", "还没发货，请直接取消",
                                        "已审批", "还没发货，请直接取消",
                                        "已取消", "这张发货单已经取消了，不用退货",
                                        "已退货", "这张发货单已经退过货了"),
                                List.of("客户名称", "发货内容"))),
                field("客户名称", new FieldKind.Text(60, false, null)),
                field("发货内容", new FieldKind.Text(200, true, null)),
                field("退货原因", new FieldKind.Text(200, true, null)),
                field("退货数量", Definitions.pieces()),
                field("退款金额", Definitions.money()),
                field("实际入库时间", Definitions.moment()),
                field("入库凭证", Definitions.files()));
    }

    private static List<WorkItemDefinition> items() {
        return List.of(
                Definitions.approval(
                        RETURN_APPROVAL,
                        "退货审批",
                        List.of(new Opener.Entered("待审批"), new Opener.Completed(RESUBMIT)),
                        role("审批人"),
                        new ApprovalPolicy.AnyOf()),
                Definitions.task(
                        RESUBMIT,
                        "修改后重新提交",
                        List.of(new Opener.Rejected(RETURN_APPROVAL)),
                        Definitions.OWNER,
                        null,
                        true,
                        form("退货原因", "退货数量", "退款金额")),
                Definitions.task(
                        STOCK_IN,
                        "收货入库并反馈入库信息",
                        entered("已同意"),
                        new PeopleVariable.Participant(),
                        Definitions.WITHIN_A_DAY,
                        false,
                        form("实际入库时间", "入库凭证")),
                Definitions.told("told-agreed", "已同意"),
                Definitions.told("told-stocked", "已入库"),
                Definitions.told("told-cancelled", "已取消"));
    }

    public static Map<String, List<String>> request() {
        return Acts.form("关联发货单", DELIVERY, "退货原因", "型号发错了", "退货数量", "2", "退款金额", "2560");
    }

    public static Consumer<FlowPlay> requested() {
        return play -> play.does(WANG, Acts.start(request()));
    }

    public static Consumer<FlowPlay> agreed() {
        return play -> play.does(ZHANG, Acts.approve(RETURN_APPROVAL));
    }

    public static Consumer<FlowPlay> stocked() {
        return play -> {
            play.does(LI, Acts.send("入库单.jpg", STOCK_IN, "入库凭证"));
            play.does(LI, Acts.complete(STOCK_IN, Acts.form("实际入库时间", "2026-11-28 09:00")));
        };
    }
}
