package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.FlowPlay.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what it means. */
class FormRulesTest {
    private static final FieldKind PIECES = new FieldKind.Number(BigDecimal.ONE, new BigDecimal("1000000"), 0, "件");
    private static final FieldKind MONEY = new FieldKind.Money(BigDecimal.ZERO, null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10|10", "１０|10", "1,200|1200", "１，２００|1200", "10件|10", "10 件|10", "+5|5", "10.0|10.0", "007|7"})
    void numbers_are_read_as_people_type_them(String typed, BigDecimal value) {
        assertThat(value(PIECES, typed)).isEqualTo(new FieldValue.Decimal(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12800|12800",
                "12,800.50|12800.50",
                "￥12,800|12800",
                "¥12800|12800",
                "12800元|12800",
                "￥ 1,2800.5|",
                "１２８．５元|128.5",
                "￥99 元|99",
                ".5|.5",
                "0|0"
            })
    void amounts_are_read_with_their_signs(String typed, BigDecimal value) {
        if (value == null) {
            assertThat(problem(MONEY, typed)).isEqualTo(Kind.NOT_A_NUMBER);
        } else {
            assertThat(value(MONEY, typed)).isEqualTo(new FieldValue.Decimal(value));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc|NOT_A_NUMBER",
                "1e9|NOT_A_NUMBER",
                "12 34 x|NOT_A_NUMBER",
                "--1|NOT_A_NUMBER",
                "1,23|NOT_A_NUMBER",
                "9999999999999999999999999999999999|TOO_MANY_DIGITS",
                "1.5|TOO_MANY_DECIMALS",
                "0|TOO_SMALL",
                "-3|TOO_SMALL",
                "1000001|TOO_LARGE"
            })
    void wrong_numbers_are_named(String typed, Kind kind) {
        assertThat(problem(PIECES, typed)).isEqualTo(kind);
    }

    @Test
    void without_a_limit_of_its_own_an_amount_ends_at_a_million_millions() {
        assertThat(value(MONEY, "1000000000000")).isEqualTo(new FieldValue.Decimal(new BigDecimal("1000000000000")));
        assertThat(problem(MONEY, "1000000000000.01")).isEqualTo(Kind.TOO_MANY_DIGITS);
        FieldKind free = new FieldKind.Number(null, null, 0, "");
        assertThat(problem(free, "-1000000000001")).isEqualTo(Kind.TOO_MANY_DIGITS);
        FieldKind wide = new FieldKind.Number(new BigDecimal("-2000000000000"), new BigDecimal("2000000000000"), 0, "");
        assertThat(value(wide, "1000000000001")).isEqualTo(new FieldValue.Decimal(new BigDecimal("1000000000001")));
        assertThat(value(wide, "-1000000000001")).isEqualTo(new FieldValue.Decimal(new BigDecimal("-1000000000001")));
        assertThat(problem(wide, "2000000000001")).isEqualTo(Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u200b \u200d\ufeff",
                "\u00a0\u3000",
                "\u2060\u00ad",
                "\u2800",
                "\u3164",
                "\u202e",
                "\ufe0f"
            })
    void what_nobody_can_see_is_blank(String unseen) {
        Decision decision = DeliveryFlow.play()
                .tries(Cast.WANG, Acts.start(Acts.form("客户名称", unseen, "发货内容", "货" + unseen, "数量", "1", "金额", "1")));
        Rejection rejection = ((Decision.Refused) decision).rejection();
        assertThat(rejection.problems()).containsExactly(new FieldProblem("客户名称", Kind.REQUIRED, "", ""));
    }

    @Test
    void amounts_have_two_decimals_at_most() {
        assertThat(problem(MONEY, "1.005")).isEqualTo(Kind.TOO_MANY_DECIMALS);
        assertThat(value(MONEY, "1.500")).isEqualTo(new FieldValue.Decimal(new BigDecimal("1.500")));
        assertThat(problem(MONEY, "-0.01")).isEqualTo(Kind.TOO_SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 2026-11-22",
        "2026/11/22, 2026-11-22",
        "2026/1/2, 2026-01-02",
        "２０２６－１１－２２, 2026-11-22",
        "2026-11-22 +0800, 2026-11-22",
        "2028-02-29, 2028-02-29"
    })
    void days_are_read(String typed, LocalDate day) {
        assertThat(value(new FieldKind.Date(), typed)).isEqualTo(new FieldValue.Day(day));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "昨天",
                "2026-02-29",
                "2026-13-01",
                "22.11.2026",
                "2026-11-22 10:00",
                "20261122",
                "2026-11-22 +9900x"
            })
    void wrong_days_are_named(String typed) {
        assertThat(problem(new FieldKind.Date(), typed)).isEqualTo(Kind.NOT_A_DATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 16:03, 2026-11-22T16:03+08:00",
        "2026/11/22 16:03, 2026-11-22T16:03+08:00",
        "2026-11-22T16:03, 2026-11-22T16:03+08:00",
        "2026-11-22 9:05, 2026-11-22T09:05+08:00",
        "2026-11-22 16:03 +08:00, 2026-11-22T16:03+08:00",
        "2026-11-22 16:03 +0900, 2026-11-22T16:03+09:00",
        "2026-11-22 16:03:59 -05:30, 2026-11-22T16:03:59-05:30",
        "２０２６／１１／２２ １６：０３, 2026-11-22T16:03+08:00"
    })
    void moments_are_read_with_the_offset_as_entered(String typed, OffsetDateTime moment) {
        assertThat(value(new FieldKind.DateTime(), typed)).isEqualTo(new FieldValue.Moment(moment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22", "2026-11-22 25:00", "2026-02-30 10:00", "下午三点", "2026-11-22 16:03 +99:00"})
    void wrong_moments_are_named(String typed) {
        assertThat(problem(new FieldKind.DateTime(), typed)).isEqualTo(Kind.NOT_A_DATE_TIME);
    }

    @Test
    void texts_are_trimmed_and_measured_in_characters_people_see_as_one() {
        FieldKind kind = new FieldKind.Text(4, false, null);
        assertThat(value(kind, "　甲公司 ")).isEqualTo(new FieldValue.Text("甲公司"));
        assertThat(value(kind, "😀😀😀😀")).isEqualTo(new FieldValue.Text("😀😀😀😀"));
        assertThat(problem(kind, "甲乙丙丁戊")).isEqualTo(Kind.TOO_LONG);
        assertThat(value(new FieldKind.Text(20, false, null), "一\r\n二")).isEqualTo(new FieldValue.Text("一 二"));
        assertThat(value(new FieldKind.Text(20, true, null), "一\r\n二")).isEqualTo(new FieldValue.Text("一\n二"));
        assertThat(value(kind, "a\u0000b")).isEqualTo(new FieldValue.Text("ab"));
    }

    @Test
    void patterns_match_the_whole_value() {
        FieldKind kind = new FieldKind.Text(40, false, "SF[0-9]+");
        assertThat(value(kind, "SF123")).isEqualTo(new FieldValue.Text("SF123"));
        assertThat(problem(kind, "xSF123")).isEqualTo(Kind.BAD_PATTERN);
        assertThat(problem(new FieldKind.Text(40, false, "(unclosed"), "x")).isEqualTo(Kind.BAD_PATTERN);
    }

    @Test
    void lines_of_a_text_of_one_line_are_joined() {
        assertThat(value(new FieldKind.Text(60, false, null), " 甲 \r\n\n  乙\t\u3000\n"))
                .isEqualTo(new FieldValue.Text("甲 乙"));
    }

    /** As much as a call of the platform may carry, in pieces that patterns are slow for. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "1,000", "1.", "2026-11-22 ", "0", "+", "￥", "\r", "a\n"})
    void a_page_pasted_into_a_field_costs_nothing(String piece) {
        List<String> page = List.of(piece.repeat(60_000 / piece.length()) + "x");
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        for (FieldKind kind : List.of(
                new FieldKind.Text(60, false, "[a-z]+"),
                new FieldKind.Text(60, true, null),
                PIECES,
                MONEY,
                new FieldKind.Date(),
                new FieldKind.DateTime())) {
            long before = cpu.getCurrentThreadCpuTime();
            assertThat(FieldParser.read(field(kind), page, SHANGHAI)).isNotNull();
            assertThat(Duration.ofNanos(cpu.getCurrentThreadCpuTime() - before))
                    .as(kind.toString())
                    .isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void an_exponential_pattern_is_stopped() {
        FieldKind kind = new FieldKind.Text(1000, false, "(.*a){25}");
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(problem(kind, "a".repeat(24) + "b".repeat(900)))
                        .isEqualTo(Kind.BAD_PATTERN));
    }

    @Test
    void choices_are_among_the_options() {
        assertThat(value(new FieldKind.Choice(List.of("顺丰", "中通")), "顺丰")).isEqualTo(new FieldValue.Text("顺丰"));
        assertThat(problem(new FieldKind.Choice(List.of("顺丰", "中通")), "圆通")).isEqualTo(Kind.NOT_AN_OPTION);
        FieldKind many = new FieldKind.MultiChoice(List.of("箱", "袋", "托"));
        assertThat(FieldParser.read(field(many), List.of("托", "箱", "托"), SHANGHAI)
                        .value())
                .isEqualTo(new FieldValue.Choices(List.of("箱", "托")));
        assertThat(problem(many, "桶")).isEqualTo(Kind.NOT_AN_OPTION);
    }

    @Test
    void people_are_named_by_their_id_and_the_system_is_nobody() {
        assertThat(value(new FieldKind.Person(), "li")).isEqualTo(new FieldValue.Person(Cast.LI));
        assertThat(problem(new FieldKind.Person(), "system")).isEqualTo(Kind.NOT_AN_OPTION);
    }

    @Test
    void a_shown_value_is_shortened_and_says_what_is_allowed() {
        FieldProblem problem = FieldParser.read(
                        field(new FieldKind.Text(3, false, null)), List.of("长".repeat(60)), SHANGHAI)
                .problem();
        assertThat(problem).isEqualTo(new FieldProblem("f", Kind.TOO_LONG, "长".repeat(40), "3"));
    }

    @Test
    void every_problem_is_said_at_once() {
        Map<String, List<String>> form = new HashMap<>(Acts.form("数量", "十个", "金额", "1.234", "备注", "x"));
        form.put("客户名称", List.of("  "));
        Decision decision = DeliveryFlow.play().tries(Cast.WANG, Acts.start(form));
        Rejection rejection = ((Decision.Refused) decision).rejection();
        assertThat(rejection.code()).isEqualTo(Rejection.Code.FORM_INVALID);
        assertThat(rejection.problems())
                .containsExactly(
                        new FieldProblem("客户名称", Kind.REQUIRED, "", ""),
                        new FieldProblem("发货内容", Kind.REQUIRED, "", ""),
                        new FieldProblem("数量", Kind.NOT_A_NUMBER, "十个", ""),
                        new FieldProblem("金额", Kind.TOO_MANY_DECIMALS, "1.234", "2"),
                        new FieldProblem("备注", Kind.NOT_ASKED, "", ""));
    }

    @Test
    void what_is_still_missing_is_known_for_the_card() {
        FlowPlay play = DeliveryFlow.play();
        DeliveryFlow.started().andThen(DeliveryFlow.shippingApproved()).accept(play);
        assertThat(missing(play)).containsExactly("实际发货时间", "物流单号", "物流凭证");
        play.does(Cast.LI, Acts.saveDraft(DeliveryFlow.SHIP, DeliveryFlow.shippingForm()));
        assertThat(missing(play)).containsExactly("物流凭证");
        play.does(Cast.LI, Acts.send("物流单.jpg", DeliveryFlow.SHIP, "物流凭证"));
        assertThat(missing(play)).isEmpty();
    }

    @Test
    void a_prefilled_value_reads_as_the_same_value_again() {
        for (String moment : List.of("2026-11-22 16:03 +09:00", "2026-11-22 16:03:09 -05:30")) {
            FieldValue value = value(new FieldKind.DateTime(), moment);
            assertThat(value(
                            new FieldKind.DateTime(),
                            FieldParser.raw(value).orElseThrow().getFirst()))
                    .isEqualTo(value);
        }
        FieldValue amount = value(MONEY, "￥1,200.50");
        assertThat(value(MONEY, FieldParser.raw(amount).orElseThrow().getFirst()))
                .isEqualTo(amount);
    }

    private static List<String> missing(FlowPlay play) {
        return FormRules.missing(play.definition(), DeliveryFlowTest.task(play.instance(), DeliveryFlow.SHIP));
    }

    private static FieldValue value(FieldKind kind, String typed) {
        FieldParser.Read read = FieldParser.read(field(kind), List.of(typed.strip()), SHANGHAI);
        assertThat(read.problem()).isNull();
        return Objects.requireNonNull(read.value());
    }

    private static Kind problem(FieldKind kind, String typed) {
        FieldParser.Read read = FieldParser.read(field(kind), List.of(typed.strip()), SHANGHAI);
        assertThat(read.value()).isNull();
        return Objects.requireNonNull(read.problem()).kind();
    }

    private static FieldDefinition field(FieldKind kind) {
        return new FieldDefinition("f", "字段", kind, "");
    }
}
