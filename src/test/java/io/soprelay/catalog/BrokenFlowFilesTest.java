package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One slip at a time in the shipped delivery: found at its line and column, with the reason and the fix. */
class BrokenFlowFilesTest {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final String PERSONAL = "客户名称: {type: text, personal: true,";

    private final FlowReader reader = new FlowReader(new FeelConditions());

    static Stream<Arguments> slips() {
        return Stream.of(
                // shape
                slip("format: 1 ", "format: 2 ", "format: |2", "文件格式 2 还不认识", "format: 1"),
                slip("name: 发货流程", "nmae: 发货流程", "|nmae:", "不认识“nmae”", "“name”"),
                slip("\nprefix: FH ", "\nprefix: fh ", "prefix: |fh", "单号开头“fh”不对", "prefix: FH"),
                slip("flow: delivery ", "flow: 发货 ", "flow: |发货", "小写英文", "delivery"),
                slip("meaning: 单子提了，等审批}", "}", "|待审批: {kind", "少了“meaning”", "meaning: "),
                slip("kind: settled", "kind: setled", "kind: |setled", "不能写“setled”", "settled"),
                slip("title: 发货审批", "title:", "|title:\n    opens", "后面没有内容", "title: 完成发货"),
                slip("title: 发货审批", "title: " + "长".repeat(61), "title: |长", "太长，有 61 个字", "最多 60 个字"),
                slip("- 照单子备货，点清数量", "- 照单子把要发的货都备好，再点清楚数量有没有错", "- |照单子把", "太长", "最多 20 个字"),
                slip("prefix: FH ", "prefix: FH\nprefix: FX ", "|prefix: FX", "写了两次", "删掉另一个"),
                slip("aliases: [发货, 发货单]", "aliases: [发货, 发货]", "[发货, |发货]", "写了两次", "删掉另一个"),
                // fields
                slip(
                        "  物流单号: {type: text, max: 40",
                        "  物流 单号: {type: text, max: 40",
                        "|物流 单号: {type",
                        "不能用",
                        "“物流_单号”"),
                slip("  数量: {type: number", "  1数量: {type: number", "|1数量: {type", "不能用", "“字段_1数量”"),
                slip("  数量: {type: number", "  数量: {type: numbr", "type: |numbr", "不能写“numbr”", "number"),
                slip("max: 40", "max: 4000", "max: |4000", "不能是 4000", "1 到 1000"),
                slip("max: 40", "max: 四十", "max: |四十", "要写数字", "max: 60"),
                slip("max: 40", "max: 40, pattern: \"(a+)+\"", "pattern: |\"(a+)+\"", "括号后面不能跟", "pattern: "),
                slip("max: 40", "max: 40, pattern: \"[A-Z\"", "pattern: |\"[A-Z\"", "写法不对", "pattern: "),
                slip("min: 1, decimals", "min: 9, max: 3, decimals", "min: |9", "最小值 9 比最大值 3 大", "max: 100"),
                // names
                slip("to: 已审批, when", "to: 己审批, when", "to: |己审批", "没有叫“己审批”的状态", "“已审批”"),
                slip("filled: [实际发货时间, 物流单号", "filled: [实际发货时间, 快递单号", "实际发货时间, |快递单号", "没有叫“快递单号”的字段", "物流单号"),
                slip("when: {approved: shipping-approval}", "when: {approved: ship}", "approved: |ship", "是待办", "审批"),
                slip(
                        "{completed: resubmit}",
                        "{completed: told-shipped}",
                        "completed: |told-shipped",
                        "是通知",
                        "completed"),
                slip("approvers: {role: 财务}", "approvers: {role: 财物}", "role: |财物", "没有叫“财物”的角色", "“财务”"),
                slip("approvers: {role: 财务}", "approvers: 财务", "approvers: |财务", "是角色", "{role: 财务}"),
                slip("assignee: participant", "assignee: 小李", "assignee: |小李", "看不懂是谁", "owner"),
                slip("物流单号 {物流单号}。", "物流单号 {快递单号}。", "text: |货发出去了", "没有叫“快递单号”的字段", "物流单号"),
                slip("物流单号 {物流单号}。", "物流单号 {物流单号。", "text: |货发出去了", "花括号没有成对", "{物流单号}"),
                slip("title: 客户名称 ", "title: 实际送达时间 ", "title: |实际送达时间", "不能用来称呼", "title: 客户名称"),
                // times
                slip("at: \"18:00\"}   ", "at: \"6pm\"}   ", "at: |\"6pm\"", "时间“6pm”不对", "18:00"),
                slip(
                        "due: {field: 实际发货时间, plus: P7D}\n",
                        "due: {field: 实际发货时间, plus: 7天}\n",
                        "plus: |7天",
                        "不是天数",
                        "P7D"),
                slip(
                        "due: {field: 实际发货时间, plus: P7D}\n",
                        "due: {field: 物流单号, plus: P7D}\n",
                        "field: |物流单号",
                        "不是时间",
                        "datetime"),
                slip(
                        "    due: {field: 实际发货时间, plus: P7D}\n",
                        "",
                        "|remind: [at-due]\n    form: [{opt",
                        "没写什么时候之前",
                        "due: "),
                slip(
                        "at: \"18:00\"}   ",
                        "plus: PT4H, in: working-time}   ",
                        "in: |working-time",
                        "还不能按工作时间",
                        "{plus: PT4H}"),
                slip(
                        "approvers: {role: 财务}",
                        "approvers: {person: 退货人, of: return, otherwise: owner}",
                        "of: |return",
                        "还不能用关联单子上的人“退货人”",
                        "{person: 字段"),
                // the graph
                slip("待审批: {kind: initial", "待审批: {kind: normal", "|states:", "没有开头的状态", "kind: initial"),
                slip("已审批: {kind: normal", "已审批: {kind: initial", "|已审批: {kind", "都是开头的状态", "kind: normal"),
                slip("from: 待审批, to: 已审批", "from: 已取消, to: 已审批", "from: |已取消", "已经结束", "settled"),
                slip(
                        "  - {id: delivered, from: 已发货, to: 已送达, when: {filled: [实际送达时间]}}\n",
                        "",
                        "|已送达: {kind",
                        "没有办法走到“已送达”",
                        "to: 已送达"),
                slip(
                        "opens: {entered: 已审批}\n    assignee",
                        "opens: {entered: 已取消}\n    assignee",
                        "|opens: {entered: 已取消}\n    assignee",
                        "已经结束",
                        "通知"),
                slip(
                        "opens: {completed: accept}",
                        "opens: {rejected: acceptance-approval}",
                        "|opens: {rejected: acceptance-approval}",
                        "永远不会开始",
                        "opens: "),
                slip(
                        "when: {filled: [实际送达时间]}}\n",
                        "when: {filled: [实际送达时间]}}\n  - {id: back, from: 已送达, to: 已发货, when: {filled: [物流单号]}}\n",
                        "|已发货: {kind",
                        "一直转圈",
                        "by: [owner]"),
                slip("by: [owner, admins], label: 取消这张单子}", "label: 取消这张单子}", "label: |取消这张单子", "没有按钮", "by: "),
                slip("when: {condition: 已退款金额 > 0}", "when: {}", "- |{id: returned", "没有条件", "when: "),
                slip("已退款金额 > 0}", "退款金额 > 0}", "condition: |退款金额", "没有叫“退款金额”的字段", "condition: "),
                slip("form: [{optional: 实际送达时间}, ", "form: [已退款金额, ", "form: [|已退款金额", "系统算的", "facts"),
                slip("form: [{optional: 实际送达时间}, ", "form: [", "filled: [|实际送达时间", "没有哪一步会填", "form: "),
                slip("start: [客户名称, ", "start: [", "title: |客户名称", "发起时却不一定填", "start: "),
                // other flows
                slip("flow: return, sum", "flow: retrun, sum", "flow: |retrun", "没有代号是“retrun”的流程", "“return”"),
                slip("sum: 退款金额", "sum: 退货数量", "sum: |退货数量", "没有把“退货数量”告诉", "tells: [退货数量]"),
                slip("in: [已入库]", "in: [已入裤]", "in: [|已入裤", "没有叫“已入裤”的状态", "“已入库”"),
                slip("reference: 关联发货单", "reference: 退货原因", "reference: |退货原因", "不是关联到这个流程的字段", "flow: delivery"),
                slip("label: 申请退货, states: [已发货", "label: 申请退货, states: [已审批", "states: [|已审批", "不能关联", "accepts"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void a_slip_is_found_where_it_is(String right, String wrong, String at, String reason, String fix)
            throws IOException {
        String shipped = ShippedFlowsTest.file("delivery.yaml").text();
        assertThat(shipped).contains(right);
        String text = shipped.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));
        List<FlowReader.Read> reads =
                reader.read(List.of(new FlowFile("delivery.yaml", text), ShippedFlowsTest.file("return.yaml")));

        FlowReader.Read read = reads.getFirst();
        assertThat(read.definition()).isEmpty();
        int index = text.indexOf(at.replace("|", ""));
        assertThat(index).as("mark %s is in the file", at).isNotNegative();
        int expected = index + at.indexOf('|');
        int line = (int) text.substring(0, expected).lines().count()
                + (expected > 0 && text.charAt(expected - 1) == '\n' ? 1 : 0);
        int column = expected - text.lastIndexOf('\n', expected - 1);
        assertThat(read.problems()).anySatisfy(problem -> {
            assertThat(problem.reason()).contains(reason);
            assertThat(problem.fix()).contains(fix);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
        });
    }

    @Test
    void all_problems_are_reported_at_once_in_file_order() throws IOException {
        String text = ShippedFlowsTest.file("delivery.yaml")
                .text()
                .replace("kind: settled", "kind: setled")
                .replace("\nprefix: FH ", "\nprefix: fh ")
                .replace("{role: 财务}", "{role: 财物}")
                .replace("已退款金额 > 0}", "退款金额 > 0}");

        List<FlowProblem> problems = readWithReturn(text);

        assertThat(problems)
                .extracting(FlowProblem::sentence)
                .containsExactly(
                        "delivery.yaml:12:9 单号开头“fh”不对。写 1 到 4 个大写英文字母，例如：prefix: FH",
                        "delivery.yaml:54:15 “kind”不能写“setled”。可以写：initial、normal、settled、final",
                        "delivery.yaml:72:70 条件不对：没有叫“退款金额”的字段；已有的：客户名称、发货内容、数量、金额、出库负责人、实际发货时间、"
                                + "物流单号、物流凭证、实际送达时间、客户验收时间、客户验收凭证、已退款金额。例如：condition: 已退款金额 > 0",
                        "delivery.yaml:152:23 没有叫“财物”的角色。你是不是想写“财务”？");
    }

    @Test
    void two_flows_may_not_share_a_prefix_or_a_name() throws IOException {
        String text = ShippedFlowsTest.file("return.yaml")
                .text()
                .replace("prefix: TH", "prefix: FH")
                .replace("aliases: [退货]", "aliases: [发货]");

        List<FlowProblem> problems = reader.read(
                        List.of(ShippedFlowsTest.file("delivery.yaml"), new FlowFile("return.yaml", text)))
                .get(1)
                .problems();

        assertThat(problems)
                .extracting(FlowProblem::reason)
                .containsExactly("名字“发货”在 delivery.yaml 里已经用了", "单号开头“FH”在 delivery.yaml 里已经用了");
    }

    @Test
    void roll_ups_that_feed_each_other_are_found() throws IOException {
        String returns = ShippedFlowsTest.file("return.yaml")
                .text()
                .replace("tells: [退款金额]", "tells: [总额]")
                .replace("\n  实际入库时间:", "\n  总额: {type: rollup, flow: delivery, sum: 已退款金额, in: [已发货]}\n  实际入库时间:");
        String delivery = ShippedFlowsTest.file("delivery.yaml").text().replace("sum: 退款金额", "sum: 总额");

        assertThat(reader.read(List.of(new FlowFile("delivery.yaml", delivery), new FlowFile("return.yaml", returns))))
                .allSatisfy(read -> assertThat(read.problems())
                        .extracting(FlowProblem::reason)
                        .anyMatch(reason -> reason.startsWith("汇总绕成了圈：")));
    }

    @Test
    void what_a_reference_brings_is_a_field_of_the_same_type_on_both_sides() throws IOException {
        assertThat(reasonsOfReturn("客户名称: {type: text, max: 60}", "客户名称: {type: number}"))
                .containsExactly("“客户名称”在流程“发货流程”里和在这里类型不同，不能带过来");
        assertThat(reasonsOfReturn("brings: [客户名称, 发货内容]", "brings: [客户名称, 退货原因]"))
                .singleElement()
                .matches(reason -> reason.contains("没有叫“退货原因”的字段"));
        assertThat(reasonsOfReturn("brings: [客户名称, 发货内容]", "brings: [客户名称, 出库负责人]"))
                .singleElement()
                .matches(reason -> reason.contains("没有叫“出库负责人”的字段"));
    }

    @Test
    void what_is_personal_is_a_text_and_leaves_its_record_nowhere() throws IOException {
        assertThat(reasonsOfReturn("退货数量: {type: number,", "退货数量: {type: number, personal: true,"))
                .containsExactly("“退货数量”不是文字，不能写 personal");
        assertThat(reasonsOfReturn("tells: [退款金额]\n", "tells: [退款金额, 客户名称]\n", "客户名称: {type: text,", PERSONAL))
                .containsExactly("“客户名称”是个人信息，不能告诉别的单子");
        assertThat(reasonsOfReturn("title: 关联发货单", "title: 客户名称", "客户名称: {type: text,", PERSONAL))
                .contains("“客户名称”是个人信息，不能用来称呼单子");
        assertThat(reasonsOfReturn(
                        "to: 已同意, when: {",
                        "to: 已同意, when: {condition: 客户名称 = \"甲\", ",
                        "客户名称: {type: text,",
                        PERSONAL))
                .containsExactly("“客户名称”是个人信息，不能写在条件里");
        assertThat(reasonsOfReturn("客户名称: {type: text,", PERSONAL)).isEmpty();
        String delivery = ShippedFlowsTest.file("delivery.yaml")
                .text()
                .replace("发货内容: {type: text,", "发货内容: {type: text, personal: true,");
        assertThat(reader.read(List.of(new FlowFile("delivery.yaml", delivery), ShippedFlowsTest.file("return.yaml")))
                        .get(1)
                        .problems())
                .extracting(FlowProblem::reason)
                .containsExactly("“发货内容”在流程“发货流程”里是个人信息，不能带过来");
    }

    /** @param changes what is right and what is written instead, in turn */
    private List<String> reasonsOfReturn(String... changes) throws IOException {
        String text = ShippedFlowsTest.file("return.yaml").text();
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).contains(changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        return reader
                .read(List.of(ShippedFlowsTest.file("delivery.yaml"), new FlowFile("return.yaml", text)))
                .get(1)
                .problems()
                .stream()
                .map(FlowProblem::reason)
                .toList();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("", "文件是空的"),
                Arguments.of("# 只有说明", "文件是空的"),
                Arguments.of("- 1\n- 2", "最外层"),
                Arguments.of("x".repeat((1 << 20) + 1), "1 MB"),
                Arguments.of("货".repeat(400_000), "1 MB"),
                Arguments.of("a: !!javax.script.ScriptEngineManager [x]", "标签"),
                Arguments.of("a: !x 1", "标签"),
                Arguments.of("[".repeat(100_000), "层次太深"),
                Arguments.of("a: " + "{b: ".repeat(60) + "1" + "}".repeat(60), "层次太深"),
                Arguments.of("a: &a [*a]", "引用"),
                Arguments.of("x: &x 1\ny: [" + "*x,".repeat(60) + "1]", "引用"),
                Arguments.of(
                        "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                                + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]",
                        "引用"),
                Arguments.of("x: &x 1\ny: [" + "*x,".repeat(10_000) + "1]", "引用"),
                Arguments.of("a: {" + "b: 1,".repeat(30_000) + "b: 1}", "引用"),
                Arguments.of("[" + "1,".repeat(500_000) + "1]", "引用"),
                Arguments.of("a: 1\n---\nb: 2", "多份内容"),
                Arguments.of("a: 1\n\tb: 2", "制表符"),
                Arguments.of("a: \"没有收尾", "读不懂"),
                Arguments.of("? [a]\n: 1", "冒号前面"),
                Arguments.of("a: b: c", "读不懂"),
                Arguments.of("a: \u0000", "读不懂"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_text_is_refused_with_a_sentence(String text, String reason) {
        List<FlowFile> files = List.of(new FlowFile("x.yaml", text));
        List<FlowProblem> problems = reader.read(files).getFirst().problems();

        assertThat(problems).anySatisfy(problem -> assertThat(problem.reason()).contains(reason));
        // The reader is warm now, and what others do on the machine costs this thread nothing.
        assertThat(Stream.generate(() -> cost(files)).limit(5).min(Comparator.naturalOrder()))
                .hasValueSatisfying(fastest -> assertThat(fastest).isLessThan(Duration.ofMillis(100)));
    }

    private Duration cost(List<FlowFile> files) {
        long before = CPU.getCurrentThreadCpuTime();
        assertThat(reader.read(files)).hasSize(1);
        return Duration.ofNanos(CPU.getCurrentThreadCpuTime() - before);
    }

    @Test
    void every_kind_of_problem_has_its_sentences() {
        for (ProblemKind kind : ProblemKind.values()) {
            Object[] facts = {"甲", "乙", "丙", "丁"};
            assertThat(kind.reason(facts)).isNotBlank().doesNotContain("%");
            assertThat(kind.fix(facts)).isNotBlank().doesNotContain("%");
        }
    }

    private List<FlowProblem> readWithReturn(String delivery) throws IOException {
        return reader.read(List.of(new FlowFile("delivery.yaml", delivery), ShippedFlowsTest.file("return.yaml")))
                .getFirst()
                .problems();
    }

    private static Arguments slip(String right, String wrong, String at, String reason, String fix) {
        return Arguments.of(right, wrong, at, reason, fix);
    }
}
