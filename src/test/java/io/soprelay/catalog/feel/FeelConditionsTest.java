package io.soprelay.catalog.feel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.RecordData;
import io.soprelay.testkit.LogLines;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeelConditionsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** 2026-11-23 07:30 in Shanghai, still the 22nd in UTC. */
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");

    private static final List<FieldDefinition> FIELDS = List.of(
            field("金额", new FieldKind.Money(null, null)),
            field("数量", new FieldKind.Number(null, null, 2, "")),
            field("已退款金额", new FieldKind.RollUp("return", FieldKind.RollUp.Function.SUM, "退款金额", List.of(), null)),
            field("客户名称", new FieldKind.Text(60, false, null)),
            field("优先级", new FieldKind.Choice(List.of("高", "低"))),
            field("标签", new FieldKind.MultiChoice(List.of("急", "贵"))),
            field("下单日", new FieldKind.Date()),
            field("实际发货时间", new FieldKind.DateTime()),
            field("出库负责人", new FieldKind.Person()),
            field("物流凭证", new FieldKind.Attachment(9)));

    private static final RecordData RECORD = new RecordData(Map.of(
            "金额", decimal("12800.00"),
            "数量", decimal("0.3"),
            "客户名称", new FieldValue.Text("甲公司"),
            "优先级", new FieldValue.Text("高"),
            "标签", new FieldValue.Choices(List.of("急")),
            "下单日", new FieldValue.Day(LocalDate.of(2026, 11, 23)),
            "实际发货时间", new FieldValue.Moment(OffsetDateTime.parse("2026-11-15T08:00:00+08:00")),
            "物流凭证", new FieldValue.Files(List.of(new Evidence("ab".repeat(32), true, null, new MemberId("m1"), NOW)))));

    /** Time on the processor: what other work on the machine takes does not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @RegisterExtension
    private final LogLines log = new LogLines(FeelConditions.class.getName());

    private final FeelConditions conditions = new FeelConditions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "金额 > 100",
                "金额 = 12800",
                "数量 = 0.1 + 0.2",
                "金额 / 2 >= 6400",
                "-金额 < 0",
                "金额 between 1 and 20000",
                "金额 in [1..20000]",
                "金额 in (1, 12800)",
                "优先级 in (\"高\", \"中\")",
                "客户名称 = \"甲公司\" and 金额 > 1",
                "客户名称 != \"乙公司\"",
                "金额 < 1 or 优先级 = \"高\"",
                "not(金额 < 1)",
                "if 金额 > 10000 then 优先级 = \"高\" else false",
                "下单日 = date(\"2026-11-23\")",
                "下单日 = today()",
                "实际发货时间 + duration(\"P7D\") < now()",
                "now() - 实际发货时间 > duration(\"PT100H\")",
                "date(实际发货时间) < today()",
                "day of week(下单日) = \"Monday\"",
                "contains(客户名称, \"公司\")",
                "list contains(标签, \"急\")",
                "count(物流凭证) = 1",
                "sum(金额, 数量) > 12800",
                "is defined(金额)",
                "not(is defined(已退款金额))",
                "not(is defined(出库负责人))"
            })
    void accepts_and_finds_true(String expression) {
        assertThat(conditions.problems(expression, FIELDS)).isEmpty();
        assertThat(conditions.holds(expression, RECORD, NOW, SHANGHAI)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "已退款金额 > 0",
                "已退款金额 <= 0",
                "已退款金额 = 0",
                "已退款金额 != 0",
                "已退款金额 between 0 and 1",
                "已退款金额 in (0, 1)",
                "已退款金额 + 金额 > 0",
                "0 < 已退款金额 and 金额 > 0",
                "is defined(已退款金额)",
                "sum(金额, 已退款金额) > 0"
            })
    void a_judgement_over_a_blank_field_is_false(String expression) {
        assertThat(conditions.problems(expression, FIELDS)).isEmpty();
        assertThat(conditions.holds(expression, RECORD, NOW, SHANGHAI)).isFalse();
    }

    @Test
    void a_blank_field_does_not_spoil_the_other_side_of_or() {
        assertThat(conditions.holds("已退款金额 > 0 or 金额 > 1", RECORD, NOW, SHANGHAI))
                .isTrue();
        assertThat(conditions.holds("not(已退款金额 > 0)", RECORD, NOW, SHANGHAI)).isTrue();
    }

    @Test
    void time_is_the_contexts_and_the_day_is_the_companys() {
        String expression = "实际发货时间 + duration(\"P7D\") < now()";
        Instant shippedPlusSix = Instant.parse("2026-11-21T00:00:00Z");

        assertThat(conditions.holds(expression, RECORD, shippedPlusSix, SHANGHAI))
                .isFalse();
        assertThat(conditions.holds("下单日 = today()", RECORD, NOW, ZoneId.of("UTC")))
                .isFalse();
    }

    @Test
    void dividing_by_zero_does_not_hold() {
        RecordData zero = RECORD.with(Map.of("数量", decimal("0")));

        assertThat(conditions.holds("金额 / 数量 > 1 or 金额 > 1", zero, NOW, SHANGHAI))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "for x in [1,2] return x",
                "some x in [1] satisfies x > 0",
                "every x in [1] satisfies x > 0",
                "function(x) x > 0",
                "matches(客户名称, \"(a+)+$\")",
                "replace(客户名称, \"a\", \"b\") = \"b\"",
                "split(客户名称, \"a\") = [\"b\"]",
                "{a: 1}.a = 1",
                "[1,2][item > 1] = 2",
                "金额 instance of number",
                "金额 ** 99 > 1",
                "金额.scale > 1",
                "实际发货时间.year > 2020",
                "已退款金额 = null",
                "? > 1",
                "`金额` > 1",
                "金额 > 1 // 说明",
                "/* 说明 */ true",
                "abs(number: 金额) > 1",
                "is defined(金额 + 1)",
                "is defined(没有的)",
                "退款金额 > 0",
                "金额 > \"100\"",
                "金额",
                "金额 + 1",
                "客户名称 + 1 = 2",
                "下单日 > 3",
                "金额 > 1 and 客户名称",
                "false and 客户名称 > 1",
                "if 金额 > 1 then 5 else true",
                "出库负责人 = \"小李\"",
                "unknown(金额) > 1",
                "get value(金额, \"a\") = 1",
                "金额 > 1 and",
                "金额 ＞ 1",
                "(金额 > 1",
                "金额 > 1)",
                "\"没有收尾",
                "金额 > 123456789012345678901"
            })
    void refuses_with_a_sentence(String expression) {
        assertThat(conditions.problems(expression, FIELDS))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).isNotBlank().doesNotContain("%"));
    }

    @Test
    void names_what_is_wrong() {
        assertThat(conditions.problems("退款金额 > 0 and matches(客户名称, \"a\")", FIELDS))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("没有叫“退款金额”的字段", "已退款金额"))
                .anySatisfy(problem -> assertThat(problem).contains("不能用函数“matches”", "contains"));
        assertThat(conditions.problems("金额 > 1 and 客户名称 > 2", FIELDS))
                .singleElement()
                .asString()
                .contains("第 2 个判断");
        assertThat(conditions.problems("金额 > > 1", FIELDS))
                .singleElement()
                .asString()
                .contains("个字附近读不懂");
    }

    @Test
    void what_was_never_accepted_does_not_hold() {
        for (String expression :
                List.of("matches(客户名称, \"甲.*\")", "some x in [1] satisfies x > 0", "not an expression", "金额")) {
            assertThat(conditions.holds(expression, RECORD, NOW, SHANGHAI)).isFalse();
        }
    }

    @Test
    void hostile_expressions_cost_less_than_5_ms() {
        List<String> bombs = List.of(
                "(".repeat(900) + "1" + ")".repeat(900),
                "(".repeat(10) + "1" + ")".repeat(10) + " = 1",
                "[".repeat(10) + "1" + "]".repeat(10) + " = 1",
                "not(".repeat(10) + "true" + ")".repeat(10),
                "not(".repeat(500),
                "-".repeat(1900) + "1",
                "1" + "+1".repeat(99) + " > 1",
                "1" + "+1".repeat(240) + " > 1",
                "1" + "+1".repeat(900),
                "1" + "*1.5".repeat(240) + " > 1",
                "9**9**9**9 > 1",
                "9".repeat(1900) + " > 1",
                "if ".repeat(600),
                "if ".repeat(5),
                "if true then ".repeat(5) + "true " + "else true ".repeat(5),
                "true and ".repeat(200) + "true",
                "(1 > 0) and ".repeat(49) + "true",
                "(1 > 0) and ".repeat(70) + "true",
                "((((1)))) > ((((0)))) and ".repeat(20) + "true",
                "abs(".repeat(9) + "1" + ")".repeat(9) + " > 0",
                "a".repeat(1900),
                "\"" + "a".repeat(1900),
                "\"" + "\\".repeat(1899),
                "1 in ".repeat(240) + "1",
                "1 between ".repeat(200) + "1",
                "a ".repeat(240),
                "[".repeat(9),
                "(1,".repeat(9),
                "date(\"".repeat(9),
                "@".repeat(499),
                "true or ".repeat(200),
                "金额 > ".repeat(200),
                "(".repeat(9) + "1+".repeat(90) + "1 > 0",
                "[".repeat(9) + "金额 > 1 and ".repeat(60) + "true",
                "(".repeat(9) + "1+".repeat(90) + "+" + ")".repeat(9),
                "1 in (".repeat(10) + "1",
                "1 in (".repeat(9) + "1" + ")".repeat(9) + " in",
                "if (".repeat(5) + "a ".repeat(80) + ")".repeat(5),
                "1 in >(".repeat(10) + "1",
                "1 in <=[".repeat(9) + "1 > 0",
                "(((((a not(a and a and 金额 and a and 金额 ".repeat(9),
                "between een ".repeat(120) + "sum(",
                "between between een in ".repeat(40) + "1",
                "1 in ]".repeat(10) + "1",
                "1 in >]1..".repeat(9) + "1",
                "(]".repeat(5) + "1",
                "1 in ]".repeat(9) + "1..2" + "[".repeat(9) + " in",
                "1 in [1..a[ - ".repeat(40) + "1",
                "1 in ]1..a[ > ".repeat(8) + "b ".repeat(60),
                "(".repeat(5) + "1 in [1..a[ - (a ".repeat(5) + "1",
                "if 1 in ]1..a[ - ".repeat(5) + "a in ]1..a[ - ".repeat(30));

        for (String bomb : bombs) {
            assertThat(warm(bomb, Duration.ofMillis(5)))
                    .as(bomb.substring(0, Math.min(30, bomb.length())))
                    .isLessThan(Duration.ofMillis(5));
        }
    }

    /** What it costs at best, tried until that is little enough: the code is cold at first, and its compiler waits its turn. */
    private Duration warm(String expression, Duration enough) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 300 && fastest >= enough.toNanos(); i++) {
            long start = CPU.getCurrentThreadCpuTime();
            conditions.problems(expression, FIELDS);
            conditions.holds(expression, RECORD, NOW, SHANGHAI);
            fastest = Math.min(fastest, CPU.getCurrentThreadCpuTime() - start);
        }
        return Duration.ofNanos(fastest);
    }

    @ParameterizedTest
    @MethodSource("manyBrackets")
    void a_long_condition_with_many_brackets_is_not_hostile(String expression) {
        assertThat(conditions.problems(expression, FIELDS)).isEmpty();
        assertThat(conditions.holds(expression, RECORD, NOW, SHANGHAI)).isTrue();
    }

    static Stream<String> manyBrackets() {
        String two = "((金额 > 1 and 数量 < 2) or (优先级 in (\"高\", \"中\") and not(金额 < 1)))";
        String deep = "(".repeat(9) + "金额 > 1 and abs(数量) < 2" + ")".repeat(9);
        String words = "金额 between 数量 and 金额 and " + "数量 between 数量 and 金额 and ".repeat(9) + "true";
        return Stream.of(
                (two + " and ").repeat(7) + two,
                deep,
                words,
                "金额 in (1..20000]",
                "金额 in [abs(1)..20000) and not(金额 in (20000..30000))",
                "金额 in ]0..20000]",
                "金额 in [0..20000[ and 数量 < 2",
                "金额 > 1 and 数量 in ]0..5[",
                "not(金额 in ]0..5[) and (数量 in ]0..abs(数量) + 1[)",
                "下单日 in ]date(\"2026-11-01\")..date(\"2026-12-01\")[",
                "数量 in (]1..5[, ]0..1[)",
                "数量 in ]0..5[ and ".repeat(9) + "true",
                "(((客户名称 in (" + ("\"" + "乙".repeat(30) + "\",").repeat(58) + "\"甲公司\"))))");
    }

    @Test
    void what_would_cost_too_much_is_refused_with_what_to_do() {
        assertThat(conditions.problems("1 in (".repeat(10) + "1", FIELDS)).containsExactly("太复杂，请少套几层括号，或者拆短一些");
        for (String uneven : List.of(
                "(金额 > 1", "金额 > 1)", "(金额 > 1]", "金额 in [1, 2)", "金额 > (1]..2)", "金额 in ]1, 2]", "金额 in [1, 2[")) {
            assertThat(conditions.problems(uneven, FIELDS)).containsExactly("括号没有成对");
        }
        assertThat(conditions.problems("金额 > 1 x 2", FIELDS)).containsExactly("第 8 个字附近读不懂");
    }

    @Test
    void a_published_condition_that_is_not_read_any_more_is_told_once_and_not_quoted() {
        for (int i = 0; i < 3; i++) {
            assertThat(conditions.holds("金额 > > 1", RECORD, NOW, SHANGHAI)).isFalse();
            assertThat(conditions.holds("金额 > 1", RECORD, NOW, SHANGHAI)).isTrue();
        }
        assertThat(log.events()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("8 characters").doesNotContain("金额");
        });
    }

    private static FieldDefinition field(String id, FieldKind kind) {
        return new FieldDefinition(id, id, kind, "");
    }

    private static FieldValue decimal(String value) {
        return new FieldValue.Decimal(new BigDecimal(value));
    }
}
