package io.soprelay.im;

import io.soprelay.im.Card.Action;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Control;
import io.soprelay.im.Card.Kind;
import io.soprelay.im.Card.Step.Mark;
import io.soprelay.im.Card.Tone;
import io.soprelay.media.MediaId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cards as the delivery flow shows them to people. */
public final class SampleCards {
    public static final MediaId WAYBILL = new MediaId("ab".repeat(32));
    private static final String NUMBER = "FH-20261122-0007";

    private SampleCards() {}

    /** Every sample under the name of its golden file. */
    public static Map<String, Card> all() {
        Map<String, Card> cards = new LinkedHashMap<>();
        cards.put("start", start());
        cards.put("task", task());
        cards.put("task-overdue", overdueTask());
        cards.put("task-sent-back", sentBack());
        cards.put("approval", approval());
        cards.put("reason", reason());
        cards.put("done", done());
        cards.put("todo-list", todoList(3));
        cards.put("todo-list-empty", emptyTodoList());
        cards.put("record", record());
        cards.put("notice", notice());
        cards.put("incident", incident());
        cards.put("incidents", incidents());
        cards.put("digest", digest());
        cards.put("help", help());
        return cards;
    }

    public static Card start() {
        return new CardBuilder(Kind.START, Tone.OPEN, "发起发货流程")
                .summary("发起发货流程")
                .paragraph("提交后，审批人张总会收到审批。")
                .form(new Card.Form(
                        "start",
                        List.of(
                                text("客户名称", "例如 甲公司", true),
                                text("发货内容", "例如 打印机 A3", true),
                                text("数量", "例如 2", true),
                                text("金额", "例如 12,000.00", true)),
                        null,
                        button("start.submit", "提交", Style.PRIMARY, Map.of("flow", "delivery", "card", "s-1")),
                        List.of()))
                .build();
    }

    public static Card task() {
        return taskBuilder(Tone.DUE, "⏰ 今天 18:00 前")
                .form(shipmentForm("📷 还差：物流凭证。把照片直接发给我就行", null, null))
                .build();
    }

    public static Card overdueTask() {
        return taskBuilder(Tone.OVERDUE, "⏰ 已逾期（11-22 周日 18:00 前）")
                .form(shipmentForm("物流单号太长了（最多 40 个字）。你填的都还在，改一下再点“完成任务”。", "SF1234567890", "2026-11-22 15:30 +08:00"))
                .build();
    }

    public static Card sentBack() {
        return new CardBuilder(Kind.TASK, Tone.OPEN, "修改后重新提交")
                .subtitle("甲公司 · " + NUMBER)
                .summary("【待办】修改后重新提交 · " + NUMBER)
                .quote(new Card.Quote("张总", "地址不全，补一下门牌号"))
                .form(new Card.Form(
                        "resubmit",
                        List.of(
                                new Control(
                                        Control.Type.LONG_TEXT,
                                        "发货内容",
                                        "发货内容",
                                        "例如 打印机 A3",
                                        true,
                                        List.of("打印机 A3\n两台，含墨盒"),
                                        List.of(),
                                        1000),
                                new Control(
                                        Control.Type.DATE,
                                        "期望日期",
                                        "期望日期",
                                        null,
                                        false,
                                        List.of("2026-11-25"),
                                        List.of(),
                                        10)),
                        null,
                        button("task.complete", "提交", Style.PRIMARY, Map.of("task", "resubmit#1", "v", "4")),
                        List.of()))
                .action(new Action("flow.cancel", "取消这张单子", Style.DANGER, Map.of("flow", "f1"), "取消后不能恢复，确定取消吗？"))
                .build();
    }

    public static Card approval() {
        return new CardBuilder(Kind.APPROVAL, Tone.OPEN, "请审批：发货审批")
                .subtitle("甲公司 · " + NUMBER)
                .summary("【待审批】发货审批 · " + NUMBER)
                .paragraph("销售小王 请你审批。")
                .facts(facts())
                .pictures(List.of(new Card.Picture("订单照片", WAYBILL)))
                .group("之前的决定", List.of(new Card.Row("财务小赵 同意了", "11-22 周日 10:12 · 款已到", null)))
                .form(new Card.Form(
                        "approval",
                        List.of(new Control(
                                Control.Type.LONG_TEXT, "comment", "意见", "可以不填", false, List.of(), List.of(), 300)),
                        null,
                        button("approval.approve", "同意", Style.PRIMARY, Map.of("approval", "a1#1", "v", "1")),
                        List.of(button("approval.reject", "驳回", Style.DANGER, Map.of("approval", "a1#1", "v", "1")))))
                .build();
    }

    public static Card reason() {
        return new CardBuilder(Kind.REASON, Tone.OPEN, "驳回：发货审批")
                .subtitle("甲公司 · " + NUMBER)
                .form(new Card.Form(
                        "reason",
                        List.of(new Control(
                                Control.Type.LONG_TEXT,
                                "reason",
                                "为什么？（对方会看到）",
                                "例如 地址不全",
                                true,
                                List.of(),
                                List.of(),
                                300)),
                        null,
                        button("approval.reject", "驳回", Style.DANGER, Map.of("approval", "a1#1", "v", "1")),
                        List.of()))
                .build();
    }

    public static Card done() {
        return new CardBuilder(Kind.DONE, Tone.DONE, "✅ 已完成 · 库管小李 · 11-22 16:03")
                .subtitle("甲公司 · " + NUMBER)
                .summary("已完成 完成发货 · " + NUMBER)
                .paragraph("下一步：销售小王 找客户验收")
                .facts(List.of(new Card.Fact("物流单号", "SF1234567890"), new Card.Fact("实际发货时间", "11-22 周日 15:30")))
                .pictures(List.of(new Card.Picture("物流凭证", WAYBILL)))
                .action(button("task.undo", "撤销", Style.DEFAULT, Map.of("task", "ship#1")))
                .build();
    }

    public static Card todoList(int size) {
        return new CardBuilder(Kind.TODO_LIST, Tone.OPEN, "我的待办 (" + size + ")")
                .group(
                        "今天",
                        IntStream.rangeClosed(1, size)
                                .mapToObj(i -> new Card.Row(
                                        "完成发货并反馈发货信息",
                                        "甲公司 · FH-20261122-%04d · 今天 18:00 前".formatted(i),
                                        button("card.open", "打开", Style.DEFAULT, Map.of("item", "ship#" + i))))
                                .toList())
                .build();
    }

    public static Card emptyTodoList() {
        return new CardBuilder(Kind.TODO_LIST, Tone.CLOSED, "我的待办 (0)")
                .paragraph("现在没有要做的事。")
                .build();
    }

    public static Card record() {
        return new CardBuilder(Kind.RECORD, Tone.OPEN, NUMBER + " 甲公司")
                .steps(List.of(
                        new Card.Step("待审批", Mark.PASSED),
                        new Card.Step("已审批", Mark.PASSED),
                        new Card.Step("已发货", Mark.CURRENT),
                        new Card.Step("已送达", Mark.AHEAD),
                        new Card.Step("已验收", Mark.AHEAD)))
                .withWhom("在等：销售小王（11-22 16:03 起）")
                .facts(facts())
                .pictures(List.of(new Card.Picture("物流凭证", WAYBILL)))
                .action(button("flow.nudge", "催办", Style.DEFAULT, Map.of("flow", "f1")))
                .group(
                        "操作记录",
                        List.of(
                                new Card.Row("库管小李 完成了发货", "11-22 周日 16:03", null),
                                new Card.Row("张总 同意了", "11-22 周日 11:40", null)))
                .build();
    }

    public static Card notice() {
        return new CardBuilder(Kind.NOTICE, Tone.OPEN, NUMBER + " 已发货")
                .paragraph("库管小李 填了物流单号 SF1234567890。")
                .paragraph("下一步是你：找客户验收。")
                .when("⏰ 11-29 周日 10:00 前")
                .action(button("record.show", "查看", Style.DEFAULT, Map.of("number", NUMBER)))
                .build();
    }

    /** For an admin: something cannot go on. */
    public static Card incident() {
        return new CardBuilder(Kind.NOTICE, Tone.OVERDUE, "小李没收到卡片")
                .subtitle("异常 7")
                .summary("【异常】小李没收到卡片")
                .when("从 11-22 周日 10:00 起")
                .paragraph("有事在等这个人，卡片和消息都发不到。")
                .paragraph("看看这个人能不能打开和我的聊天，好了点“重试”；也可以换人。")
                .group(
                        "在等的事",
                        List.of(new Card.Row(
                                "完成发货并反馈发货信息",
                                "甲公司 · " + NUMBER,
                                button("say", "打开", Style.DEFAULT, Map.of("line", "/show " + NUMBER)))))
                .action(button("incident", "重试", Style.PRIMARY, Map.of("act", "retry", "number", "7")))
                .action(button("say", "换人", Style.DEFAULT, Map.of("line", "/incident reassign 7")))
                .action(button("incident", "放弃", Style.DANGER, Map.of("act", "drop", "number", "7")))
                .build();
    }

    /** For an admin: so many things cannot go on that they share a card. */
    public static Card incidents() {
        return new CardBuilder(Kind.NOTICE, Tone.OVERDUE, "有 36 件事做不下去")
                .summary("【异常】有 36 件事做不下去")
                .paragraph("还有 34 件")
                .group(
                        null,
                        List.of(
                                new Card.Row(
                                        "5 · 小李没收到卡片",
                                        "从 11-22 周日 10:00 起",
                                        button("say", "打开", Style.DEFAULT, Map.of("line", "/incident show 5"))),
                                new Card.Row(
                                        "6 · 有一条发不出去",
                                        "从 11-22 周日 10:01 起",
                                        button("say", "打开", Style.DEFAULT, Map.of("line", "/incident show 6")))))
                .action(button("say", "看全部", Style.DEFAULT, Map.of("line", "/incident list")))
                .build();
    }

    public static Card digest() {
        return new CardBuilder(Kind.DIGEST, Tone.DUE, "日报 · 11-21 周六")
                .summary("【日报】昨天完成 12 件，逾期 3 件")
                .paragraph("昨天大家完成 12 件，现在还有 30 件没做完。")
                .paragraph("建议：小李手上逾期 3 件，问问要不要帮忙。")
                .facts(List.of(new Card.Fact("昨天完成", "12"), new Card.Fact("今天到期", "4"), new Card.Fact("逾期", "3")))
                .chart(new Card.Chart(
                        Card.Chart.Kind.BAR,
                        "最近 7 天完成",
                        List.of(
                                new Card.Chart.Point("11-15", 3),
                                new Card.Chart.Point("11-16", 8),
                                new Card.Chart.Point("11-17", 0),
                                new Card.Chart.Point("11-21", 12))))
                .group("每个流程", List.of(new Card.Row("发货流程", "昨天完成 12 · 没做完 30 · 今天到期 4 · 逾期 3", null)))
                .group(
                        "等得最久",
                        List.of(new Card.Row(
                                "完成发货 · " + NUMBER,
                                "小李 · 从 11-18 09:00 开始等",
                                button("nudge", "催办", Style.DEFAULT, Map.of("flow", "f1", "item", "ship#1")),
                                button("say", "打开", Style.DEFAULT, Map.of("line", "/show " + NUMBER)))))
                .build();
    }

    public static Card help() {
        return new CardBuilder(Kind.HELP, Tone.OPEN, "我是接力")
                .paragraph("有要做的事我会发卡片给你：照着做、填好、点“完成任务”就行。")
                .action(button("menu.todo", "我的待办", Style.PRIMARY, Map.of()))
                .action(button("menu.start", "发起", Style.DEFAULT, Map.of()))
                .action(button("menu.help", "帮助", Style.DEFAULT, Map.of()))
                .build();
    }

    /** A card with every part there is, each text its own word. */
    public static Card withEveryPart(Kind kind) {
        return new CardBuilder(kind, Tone.OPEN, "词标题")
                .subtitle("词副题")
                .summary("词摘要")
                .when("词何时")
                .quote(new Card.Quote("词何人", "词所言"))
                .paragraph("词段落")
                .steps(List.of(new Card.Step("词状态", Mark.CURRENT)))
                .facts(List.of(new Card.Fact("词事项", "词事值")))
                .guide(new Card.Guide(List.of("词步骤"), List.of(new Card.Link("词链接", "https://example.com/a?b=1"))))
                .withWhom("词和谁")
                .pictures(List.of(new Card.Picture("词图片", WAYBILL)))
                .form(new Card.Form(
                        "form",
                        List.of(
                                control(Control.Type.TEXT, "词输入", List.of("词一")),
                                control(Control.Type.LONG_TEXT, "词长文", List.of("词二")),
                                control(Control.Type.SELECT, "词选择", List.of("词选项")),
                                control(Control.Type.MULTI_SELECT, "词多选", List.of("词选项", "没有的")),
                                control(Control.Type.DATE, "词日期", List.of("2026-05-01")),
                                control(Control.Type.DATE_TIME, "词时间", List.of("2026-05-01 09:30 +08:00"))),
                        "词提示",
                        button("a", "词提交", Style.PRIMARY, Map.of("k", "词参数")),
                        List.of(new Action("b", "词另外", Style.DANGER, Map.of(), "词确认"))))
                .group(
                        "词组名",
                        List.of(
                                new Card.Row("词行名", "词行细", button("c", "词行钮", Style.DEFAULT, Map.of())),
                                new Card.Row(
                                        "词双名",
                                        null,
                                        button("e", "词双甲", Style.DEFAULT, Map.of()),
                                        button("f", "词双乙", Style.DEFAULT, Map.of()))))
                .chart(new Card.Chart(Card.Chart.Kind.BAR, "词图名", List.of(new Card.Chart.Point("词图甲", 3))))
                .action(new Action("d", "词按钮", Style.DANGER, Map.of(), "词再问"))
                .build();
    }

    private static CardBuilder taskBuilder(Tone tone, String when) {
        return new CardBuilder(Kind.TASK, tone, "完成发货并反馈发货信息")
                .subtitle("甲公司 · " + NUMBER)
                .summary("【待办】完成发货 · " + NUMBER + " · 今天 18:00 前")
                .when(when)
                .guide(new Card.Guide(
                        List.of("按单子备货，核对型号和数量。", "叫快递：电话 400-123 (顺丰)。", "拍下物流单，发给我。"),
                        List.of(new Card.Link("看视频：怎么打包", "https://example.com/guide/pack?v=1"))))
                .withWhom("销售小王 提的单，有事找他")
                .facts(facts())
                .action(button("task.help", "求助", Style.DEFAULT, Map.of("task", "ship#1")))
                .action(button("task.reassign", "转交", Style.DEFAULT, Map.of("task", "ship#1")));
    }

    private static Card.Form shipmentForm(@Nullable String hint, @Nullable String waybill, @Nullable String shippedAt) {
        return new Card.Form(
                "ship",
                List.of(
                        new Control(
                                Control.Type.DATE_TIME,
                                "实际发货时间",
                                "实际发货时间",
                                null,
                                true,
                                shippedAt == null ? List.of() : List.of(shippedAt),
                                List.of(),
                                30),
                        new Control(
                                Control.Type.TEXT,
                                "物流单号",
                                "物流单号",
                                "例如 SF1234567890",
                                true,
                                waybill == null ? List.of() : List.of(waybill),
                                List.of(),
                                40),
                        new Control(
                                Control.Type.SELECT,
                                "快递公司",
                                "快递公司",
                                "选一个",
                                false,
                                waybill == null ? List.of() : List.of("sf"),
                                List.of(new Card.Option("sf", "顺丰"), new Card.Option("jd", "京东")),
                                1)),
                hint,
                button("task.complete", "完成任务", Style.PRIMARY, Map.of("task", "ship#1", "v", "3")),
                List.of());
    }

    private static List<Card.Fact> facts() {
        return List.of(
                new Card.Fact("客户", "甲公司"),
                new Card.Fact("货品", "打印机 A3"),
                new Card.Fact("数量", "2"),
                new Card.Fact("地址", "上海市浦东新区张江路 1 号"));
    }

    private static Control control(Control.Type type, String label, List<String> value) {
        return new Control(
                type,
                "f_" + type.name().toLowerCase(Locale.ROOT),
                label,
                "词例" + label,
                true,
                value,
                type == Control.Type.SELECT || type == Control.Type.MULTI_SELECT
                        ? List.of(new Card.Option("词选项", "词选名"))
                        : List.of(),
                100);
    }

    private static Control text(String label, String example, boolean required) {
        return new Control(Control.Type.TEXT, label, label, example, required, List.of(), List.of(), 100);
    }

    public static Action button(String id, String label, Style style, Map<String, String> params) {
        return new Action(id, label, style, params, null);
    }
}
