package io.soprelay.im.simulator;

import static io.soprelay.im.simulator.SampleCards.button;
import static io.soprelay.im.simulator.SampleCards.card;
import static io.soprelay.im.simulator.SampleCards.form;
import static io.soprelay.im.simulator.SampleCards.markdown;
import static io.soprelay.im.simulator.SampleCards.submit;
import static io.soprelay.im.simulator.SampleCards.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Feishu2CardCheckerTest {
    private final Feishu2CardChecker checker = new Feishu2CardChecker(new Feishu2CardChecker.Known() {
        @Override
        public boolean image(String imageKey) {
            return imageKey.equals("img_known");
        }

        @Override
        public boolean person(String openId) {
            return openId.equals("ou_known");
        }
    });

    @Test
    void takes_a_card_that_uses_what_2_0_offers() {
        String rich = card(
                markdown("**x** <at id=ou_known></at> ![p](img_known) &#60;at id=all&#62;"),
                "{\"tag\":\"hr\",\"margin\":\"4px 0px\"}",
                "{\"tag\":\"img\",\"img_key\":\"img_known\",\"alt\":{\"tag\":\"plain_text\",\"content\":\"\"}}",
                "{\"tag\":\"person\",\"user_id\":\"ou_known\"}",
                "{\"tag\":\"chart\",\"aspect_ratio\":\"2:1\",\"chart_spec\":{\"type\":\"bar\",\"data\":{\"values\":["
                        + "{\"x\":\"a\",\"y\":1}]},\"xField\":\"x\",\"yField\":\"y\"}}",
                "{\"tag\":\"column_set\",\"flex_mode\":\"stretch\",\"columns\":[{\"tag\":\"column\",\"width\":\"weighted\",\"weight\":1,"
                        + "\"elements\":[" + text("a") + "]}]}",
                "{\"tag\":\"collapsible_panel\",\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"x\"}},\"elements\":["
                        + text("b") + "]}");
        assertThat(checker.check(rich)).isEmpty();
        assertThat(checker.check(SampleCards.shippingForm())).isEmpty();
    }

    static Stream<Arguments> refusals() {
        String input = "{\"tag\":\"input\",\"name\":\"%s\",\"max_length\":%d}";
        String five = "{\"tag\":\"interactive_container\",\"elements\":[".repeat(6) + text("x") + "]}".repeat(6);
        return Stream.of(
                Arguments.of("no JSON", 200621, "nonsense"),
                Arguments.of("chart without a spec", 200621, card("{\"tag\":\"chart\"}")),
                Arguments.of(
                        "chart without values",
                        200550,
                        card(
                                "{\"tag\":\"chart\",\"chart_spec\":{\"type\":\"bar\",\"xField\":\"x\",\"yField\":\"y\"}}")),
                Arguments.of(
                        "chart without an axis",
                        200550,
                        card(
                                "{\"tag\":\"chart\",\"chart_spec\":{\"type\":\"line\",\"data\":{\"values\":[]},\"xField\":\"x\"}}")),
                Arguments.of(
                        "six charts",
                        11310,
                        card(Collections.nCopies(
                                        6,
                                        "{\"tag\":\"chart\",\"chart_spec\":{\"type\":\"pie\",\"data\":{\"values\":[]}}}")
                                .toArray(String[]::new))),
                Arguments.of("unknown property", 200621, card("{\"tag\":\"hr\",\"colour\":\"red\"}")),
                Arguments.of("unknown component", 200621, card("{\"tag\":\"upload\"}")),
                Arguments.of("wrong type", 200621, card("{\"tag\":\"markdown\",\"content\":5}")),
                Arguments.of("missing property", 200621, card("{\"tag\":\"markdown\"}")),
                Arguments.of(
                        "unknown colour word",
                        200621,
                        "{\"schema\":\"2.0\",\"header\":{\"title\":{\"tag\":\"plain_text\","
                                + "\"content\":\"x\"},\"template\":\"pink\"},\"body\":{\"elements\":[]}}"),
                Arguments.of(
                        "hex colour",
                        200621,
                        card("{\"tag\":\"div\",\"text\":{\"tag\":\"plain_text\",\"content\":\"x\","
                                + "\"text_color\":\"#ff0000\"}}")),
                Arguments.of("three-value margin", 200621, card("{\"tag\":\"hr\",\"margin\":\"1px 2px 3px\"}")),
                Arguments.of(
                        "not shared",
                        200621,
                        "{\"schema\":\"2.0\",\"config\":{\"update_multi\":false},\"body\":{\"elements\":[]}}"),
                Arguments.of("removed tag", 200861, card("{\"tag\":\"note\",\"elements\":[]}")),
                Arguments.of("action wrapper", 200861, card("{\"tag\":\"action\",\"actions\":[]}")),
                Arguments.of(
                        "removed property",
                        200861,
                        "{\"schema\":\"2.0\",\"config\":{\"wide_screen_mode\":true},\"body\":{\"elements\":[]}}"),
                Arguments.of(
                        "1.0 button value",
                        200861,
                        card("{\"tag\":\"button\",\"text\":{\"tag\":\"plain_text\",\"content\":\"x\"},"
                                + "\"value\":{\"a\":\"b\"}}")),
                Arguments.of("1.0 card", 200861, "{\"elements\":[]}"),
                Arguments.of("variable link", 200861, card(markdown("[x]($urlVal)"))),
                Arguments.of("unknown picture", 200570, card("{\"tag\":\"img\",\"img_key\":\"img_other\"}")),
                Arguments.of("unknown picture in markdown", 200570, card(markdown("![x](img_other)"))),
                Arguments.of("unknown person", 100290, card("{\"tag\":\"person\",\"user_id\":\"ou_other\"}")),
                Arguments.of("unknown mention", 100290, card(markdown("<at id=ou_other></at>"))),
                Arguments.of("everyone", 100290, card(markdown("<at id=all></at>"))),
                Arguments.of(
                        "unknown candidate",
                        100290,
                        card("{\"tag\":\"select_person\",\"options\":[{\"value\":\"ou_other\"}]}")),
                Arguments.of("form without submit", 200621, card(form(text("x")))),
                Arguments.of(
                        "form without name",
                        200530,
                        card("{\"tag\":\"form\",\"name\":\"\",\"elements\":[" + submit("x") + "]}")),
                Arguments.of("nameless control in a form", 200530, card(form(button("x", "y"), submit("z")))),
                Arguments.of(
                        "name twice",
                        200530,
                        card(form(input.formatted("a", 5), input.formatted("a", 5), submit("z")))),
                Arguments.of(
                        "form inside",
                        200621,
                        card("{\"tag\":\"interactive_container\",\"elements\":[" + form(submit("x")) + "]}")),
                Arguments.of(
                        "multi select outside a form",
                        200621,
                        card("{\"tag\":\"multi_select_static\",\"options\":[]}")),
                Arguments.of("max_length 0", 200621, card(input.formatted("a", 0))),
                Arguments.of("max_length 1001", 200621, card(input.formatted("a", 1001))),
                Arguments.of("long button", 11310, card(button("长".repeat(101), "x"))),
                Arguments.of("nested too deep", 11310, card(five)),
                Arguments.of(
                        "too many elements",
                        11310,
                        card(Collections.nCopies(101, text("x")).toArray(String[]::new))),
                Arguments.of("too big", 11310, card(text("长".repeat(11_000)))),
                Arguments.of(
                        "element_id twice",
                        300301,
                        card("{\"tag\":\"hr\",\"element_id\":\"a\"}", "{\"tag\":\"hr\",\"element_id\":\"a\"}")),
                Arguments.of("bad element_id", 200621, card("{\"tag\":\"hr\",\"element_id\":\"1a\"}")),
                Arguments.of(
                        "confirm without title",
                        200621,
                        card("{\"tag\":\"button\",\"confirm\":{\"text\":{\"tag\":\"plain_text\",\"content\":\"x\"}}}")),
                Arguments.of(
                        "bad row",
                        200914,
                        card(
                                "{\"tag\":\"table\",\"columns\":[{\"name\":\"a\",\"data_type\":\"text\"}],\"rows\":[{\"b\":1}]}")),
                Arguments.of(
                        "bad cell",
                        200915,
                        card(
                                "{\"tag\":\"table\",\"columns\":[{\"name\":\"a\",\"data_type\":\"number\"}],\"rows\":[{\"a\":\"x\"}]}")),
                Arguments.of(
                        "eleven rows a page",
                        200914,
                        card(
                                "{\"tag\":\"table\",\"page_size\":11,\"columns\":[{\"name\":\"a\",\"data_type\":\"text\"}],\"rows\":[]}")),
                Arguments.of(
                        "six tables",
                        11310,
                        card(Collections.nCopies(
                                        6,
                                        "{\"tag\":\"table\",\"columns\":[{\"name\":\"a\",\"data_type\":\"text\"}],\"rows\":[]}")
                                .toArray(String[]::new))),
                Arguments.of(
                        "five tables in one markdown",
                        11310,
                        card(markdown("|a|b|\\n|---|---|\\n|1|2|\\n\\n".repeat(5)))),
                Arguments.of("hex colour in markdown", 200621, card(markdown("<font color='#ff0000'>x</font>"))),
                Arguments.of(
                        "unknown picture in an icon",
                        200570,
                        card("{\"tag\":\"div\",\"icon\":{\"tag\":\"custom_icon\",\"img_key\":\"img_other\"}}")),
                Arguments.of(
                        "unknown picture to choose",
                        200570,
                        card("{\"tag\":\"select_img\",\"options\":[{\"img_key\":\"img_other\",\"value\":\"1\"}]}")),
                Arguments.of(
                        "choice of several pictures outside a form",
                        200621,
                        card("{\"tag\":\"select_img\",\"multi_select\":true,\"options\":[]}")),
                Arguments.of(
                        "two-value padding of a panel's head",
                        200621,
                        card(
                                "{\"tag\":\"collapsible_panel\",\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"x\"},"
                                        + "\"padding\":\"4px 8px\"},\"elements\":[]}")),
                Arguments.of(
                        "table in a form",
                        200621,
                        card(form(
                                "{\"tag\":\"table\",\"columns\":[{\"name\":\"a\",\"data_type\":\"text\"}],\"rows\":[]}",
                                submit("x")))),
                Arguments.of(
                        "four text tags",
                        11310,
                        "{\"schema\":\"2.0\",\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"x\"},\"text_tag_list\":["
                                + String.join(
                                        ",",
                                        Collections.nCopies(
                                                4,
                                                "{\"tag\":\"text_tag\",\"text\":{\"tag\":\"plain_text\",\"content\":\"x\"}}"))
                                + "]},\"body\":{\"elements\":[]}}"),
                Arguments.of("empty card", 200621, "{}"),
                Arguments.of("bad date", 200621, card("{\"tag\":\"date_picker\",\"initial_date\":\"1.5.2026\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, int code, String card) {
        List<CardProblem> problems = checker.check(card);
        assertThat(problems).as(what).extracting(CardProblem::code).containsOnly(code);
    }

    @Test
    void takes_exactly_200_elements_and_five_levels() {
        assertThat(checker.check(card(Collections.nCopies(99, text("x")).toArray(String[]::new))))
                .isEmpty();
        String five = "{\"tag\":\"interactive_container\",\"elements\":[".repeat(5) + text("x") + "]}".repeat(5);
        assertThat(checker.check(card(five))).isEmpty();
    }

    @Test
    void reports_every_problem_at_once_with_its_place() {
        List<CardProblem> problems = checker.check(card("{\"tag\":\"hr\",\"x\":1}", "{\"tag\":\"note\"}"));
        assertThat(problems).extracting(CardProblem::where).containsExactly("body.elements[0].x", "body.elements[1]");
    }
}
