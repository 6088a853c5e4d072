package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.Card.Control;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.SampleCards;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/** Every card against its golden file; after a wanted change run with {@code -Dgolden.update=true} and read the diff. */
class DingTalkCardsTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "dingtalk");
    private static final Pattern WORD = Pattern.compile("词[一-龥]{1,2}");
    private static final String TEMPLATE = "0f0f0f0f-1111-2222-3333-444444444444.schema";

    private final DingTalkWords words = new DingTalkWords(Locale.SIMPLIFIED_CHINESE);
    private final DingTalkCards cards = new DingTalkCards(TEMPLATE, words);
    private final DingTalkCards builtIn = new DingTalkCards("", words);

    @ParameterizedTest
    @MethodSource("names")
    void looks_as_it_looked_before(String name) throws IOException {
        Card card = sample(name);

        assertGolden(name, shown(cards, card));
    }

    @ParameterizedTest
    @MethodSource("names")
    void says_the_same_with_the_platforms_own_template(String name) throws IOException {
        Card card = sample(name);

        assertGolden("built-in/" + name, shown(builtIn, card));
    }

    @ParameterizedTest
    @EnumSource(Card.Kind.class)
    void shows_every_part_of_a_card(Card.Kind kind) {
        Card card = SampleCards.withEveryPart(kind);
        List<String> expected = words(card.toString().replace("词摘要", "").replace("没有的", ""));

        String shown = shown(cards, card).toString();

        // The question of a button is said when it is pressed; its parameter holds it until then.
        assertThat(words(shown)).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_specification_lists_exactly_the_variables_that_are_sent(String name) throws IOException {
        List<String> specified = new ArrayList<>();
        JsonNode file = DingTalkJson.MAPPER.readTree(Files.readAllBytes(Path.of("cards/dingtalk/task-template.json")));
        file.path("variables")
                .forEach(variable -> specified.add(variable.path("name").stringValue()));

        Map<String, String> sent = shown(cards, sample(name));

        assertThat(sent.keySet()).containsExactlyElementsOf(specified);
        assertThat(sent.get("template_version")).isEqualTo(file.path("version").stringValue());
        file.path("variables").forEach(variable -> {
            String value = sent.get(variable.path("name").stringValue());
            if (variable.path("type").stringValue().equals("boolean")) {
                assertThat(value).as(variable.toString()).isIn("true", "false");
            }
            if (variable.has("values")) {
                assertThat(variable.path("values").valueStream().map(JsonNode::stringValue))
                        .as(variable.toString())
                        .contains(value);
            }
        });
    }

    @Test
    void every_kind_of_field_comes_with_what_stands_in_it_in_the_components_notation() {
        JsonNode fields = json(part(shown(cards, SampleCards.withEveryPart(Card.Kind.TASK)), "form"))
                .path("fields");

        assertThat(fields.valueStream()
                        .map(field -> field.path("type").stringValue() + " " + field.path("defaultValue")))
                .containsExactly(
                        "TEXT \"词一\"",
                        "TEXT_AREA \"词二\"",
                        "SELECT {\"index\":0,\"value\":\"词选项\"}",
                        "MULTI_SELECT {\"index\":[0],\"value\":[\"词选项\"]}",
                        "DATE \"2026-05-01\"",
                        "DATETIME \"2026-05-01 09:30\"");
        assertThat(fields).allSatisfy(field -> {
            assertThat(field.path("required").booleanValue()).isTrue();
            assertThat(field.path("requiredMsg").stringValue()).startsWith("请填");
            assertThat(field.path("placeholder").stringValue()).startsWith("词例");
        });
    }

    @Test
    void a_value_that_is_not_offered_any_more_or_no_date_stands_nowhere() {
        Card card = withForm(
                control(Control.Type.SELECT, "a", List.of("gone")),
                control(Control.Type.MULTI_SELECT, "b", List.of("gone")),
                control(Control.Type.DATE, "c", List.of("soon")));

        assertThat(json(part(shown(cards, card), "form")).path("fields"))
                .allSatisfy(field -> assertThat(field.has("defaultValue")).isFalse());
    }

    @Test
    void a_text_that_was_refused_for_its_length_comes_back_whole() {
        String typed = "SF".repeat(26);
        Card card = withForm(control(Control.Type.TEXT, "a", List.of(typed)));

        assertThat(json(part(shown(cards, card), "form"))
                        .path("fields")
                        .path(0)
                        .path("defaultValue")
                        .stringValue())
                .isEqualTo(typed);
    }

    @Test
    void rows_with_buttons_are_numbered_and_those_without_room_are_explained() {
        Map<String, String> shown = shown(cards, SampleCards.todoList(10));

        assertThat(shown.get("b1_text")).isEqualTo("打开 1");
        assertThat(shown.get("b8_text")).isEqualTo("打开 8");
        assertThat(json(part(shown, "b8_param")).path("item").stringValue()).isEqualTo("ship#8");
        List<String> labels = json(part(shown, "list"))
                .valueStream()
                .map(line -> line.path("label").stringValue())
                .toList();
        assertThat(labels).hasSize(12).startsWith("今天：", "1. 完成发货并反馈发货信息").endsWith("没有编号的先不办，办完前面的再发“待办”");
        assertThat(labels.get(9)).isEqualTo("完成发货并反馈发货信息");
    }

    @Test
    void second_buttons_of_rows_come_after_all_first_ones_and_those_without_room_are_named() {
        List<Card.Row> rows = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Card.Row(
                        "单子" + i,
                        null,
                        SampleCards.button("nudge", "催办", Card.Action.Style.DEFAULT, Map.of("item", "i" + i)),
                        SampleCards.button("say", "打开", Card.Action.Style.DEFAULT, Map.of("item", "i" + i))))
                .toList();
        Card card = new CardBuilder(Card.Kind.DIGEST, Card.Tone.OPEN, "日报")
                .group("等得最久", rows)
                .build();

        Map<String, String> shown = shown(cards, card);

        assertThat(IntStream.rangeClosed(1, 8).mapToObj(n -> shown.get("b" + n + "_text")))
                .containsExactly("催办 1", "催办 2", "催办 3", "催办 4", "催办 5", "打开 1", "打开 2", "打开 3");
        assertThat(json(part(shown, "b6_param")).path("item").stringValue()).isEqualTo("i1");
        assertThat(shown.get("block1")).isEqualTo("这里放不下的：打开 4、打开 5");
    }

    @Test
    void a_chart_that_nobody_drew_is_said_in_its_numbers() {
        JsonNode list = json(part(shown(cards, SampleCards.digest()), "list"));

        assertThat(list.valueStream()
                        .map(line -> line.path("label").stringValue()
                                + line.path("value").stringValue()))
                .containsSequence("最近 7 天完成：", "11-153", "11-168", "11-170", "11-2112");
    }

    @Test
    void a_list_that_is_too_long_says_how_many_it_leaves_out() {
        CardBuilder card = new CardBuilder(Card.Kind.RECORD, Card.Tone.OPEN, "x");
        card.facts(IntStream.range(0, 100)
                .mapToObj(i -> new Card.Fact("事项" + i, "好".repeat(50)))
                .toList());

        JsonNode list = json(part(shown(cards, card.build()), "list"));

        assertThat(list.toString()).hasSizeLessThan(3100);
        assertThat(list.get(list.size() - 1).path("label").stringValue())
                .isEqualTo("还有 " + (100 - list.size() + 1) + " 条没有显示");
    }

    @Test
    void buttons_without_room_are_named() {
        CardBuilder card = new CardBuilder(Card.Kind.HELP, Card.Tone.OPEN, "发起");
        IntStream.rangeClosed(1, 10)
                .forEach(i -> card.action(SampleCards.button("say", "流程" + i, Card.Action.Style.DEFAULT, Map.of())));

        assertThat(shown(cards, card.build()).get("block1")).isEqualTo("这里放不下的：流程9、流程10");
    }

    @Test
    void what_people_wrote_fills_no_other_place_of_the_card() {
        Card card = new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "x")
                .paragraph("[点我](https://e.cn) <a atId=all>@所有人</a>\n# 大字")
                .quote(new Card.Quote("**老板**", "![](https://e.cn/x.png)"))
                .build();

        assertThat(shown(cards, card).get("block1")).doesNotContain("](", "<a", "@", "**", "# ", "://");
    }

    @Test
    void a_picture_is_shown_by_its_id_and_always_named() {
        Card card = SampleCards.done();

        assertThat(cards.render(card, media -> Optional.of("@lADP1"))
                        .variables()
                        .get("block1"))
                .contains("📷 物流凭证", "![物流凭证](@lADP1)");
        DingTalkCards.Rendered without = cards.render(card, media -> Optional.empty());
        assertThat(without.withAllPictures()).isFalse();
        assertThat(without.variables().get("block1"))
                .contains("📷 物流凭证", "图片暂时显示不了")
                .doesNotContain("![");
    }

    @Test
    void without_a_template_a_form_is_a_line_to_send() {
        String content = shown(builtIn, SampleCards.task()).get("msgContent");

        assertThat(content).contains("物流单号（必填）：例如 SF1234567890", "/task done FH-20261122-0007 实际发货时间=… 物流单号=…");
        assertThat(shown(builtIn, SampleCards.task()).get("sys_full_json_obj")).doesNotContain("完成任务");
        assertThat(shown(builtIn, SampleCards.approval()).get("sys_full_json_obj"))
                .as("nothing must be filled in to agree")
                .contains("同意", "驳回");
    }

    @Test
    void without_a_template_every_form_offers_its_line_or_says_whom_to_ask() {
        assertThat(shown(builtIn, SampleCards.start()).get("msgContent"))
                .endsWith("/start 发货流程 客户名称=… 发货内容=… 数量=… 金额=…");
        assertThat(shown(builtIn, SampleCards.reason()).get("msgContent")).contains("/task reject FH-20261122-0007 …");

        String content = shown(builtIn, cards.withoutWords(SampleCards.start())).get("msgContent");
        assertThat(content).endsWith("这里填不了。请找管理员").doesNotContain("这一行");
    }

    @Test
    void a_label_that_says_itself_that_it_may_stay_empty_says_it_once() {
        Card.Control remark = new Card.Control(
                Card.Control.Type.LONG_TEXT, "comment", "意见（可以不填）", "好", false, List.of(), List.of(), 300);
        Card card = new CardBuilder(Card.Kind.APPROVAL, Card.Tone.OPEN, "请审批")
                .form(new Card.Form(
                        "approval",
                        List.of(remark),
                        null,
                        SampleCards.task().actions().getFirst(),
                        List.of()))
                .build();

        assertThat(shown(builtIn, card).get("msgContent")).isEqualTo("意见（可以不填）：好");
    }

    @Test
    void a_form_is_put_back_as_it_was_left() {
        JsonNode current = json(part(shown(cards, SampleCards.overdueTask()), "form"));
        JsonNode typed = json("{\"物流单号\":\"SF 1\",\"快递公司\":{\"index\":1,\"value\":\"jd\"}}");

        JsonNode left = DingTalkForm.asLeft(current, typed).path("fields");

        assertThat(left.path(0).has("defaultValue"))
                .as("what was emptied stays empty")
                .isFalse();
        assertThat(left.path(1).path("defaultValue").stringValue()).isEqualTo("SF 1");
        assertThat(left.path(2).path("defaultValue").path("value").stringValue())
                .isEqualTo("jd");
        assertThat(left.path(1).path("label").stringValue()).isEqualTo("物流单号");
    }

    static Stream<String> names() {
        return SampleCards.all().keySet().stream();
    }

    private static Map<String, String> shown(DingTalkCards cards, Card card) {
        return cards.render(card, media -> Optional.of("@lADP_waybill")).variables();
    }

    private static Card sample(String name) {
        return Objects.requireNonNull(SampleCards.all().get(name));
    }

    private static String part(Map<String, String> shown, String name) {
        return Objects.requireNonNull(shown.get(name));
    }

    private static Card withForm(Control... controls) {
        return new CardBuilder(Card.Kind.TASK, Card.Tone.OPEN, "x")
                .form(new Card.Form(
                        "f",
                        List.of(controls),
                        null,
                        SampleCards.button("a", "提交", Card.Action.Style.PRIMARY, Map.of()),
                        List.of()))
                .build();
    }

    private static Control control(Control.Type type, String name, List<String> value) {
        return new Control(type, name, name, null, false, value, List.of(new Card.Option("a", "甲")), 10);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        WORD.matcher(text).results().forEach(found -> words.add(found.group()));
        return words;
    }

    private static JsonNode json(String text) {
        return DingTalkJson.MAPPER.readTree(text);
    }

    private static void assertGolden(String name, Map<String, String> variables) throws IOException {
        String pretty = DingTalkJson.MAPPER
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(variables)
                        .replace("\r\n", "\n")
                + "\n";
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, pretty);
        }
        assertThat(pretty).isEqualTo(golden(name));
    }

    private static String golden(String name) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            return Files.readString(GOLDEN.resolve(name + ".json"));
        }
        try (InputStream file = DingTalkCardsTest.class.getResourceAsStream("/golden/dingtalk/" + name + ".json")) {
            assertThat(file).as("golden file of " + name).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
