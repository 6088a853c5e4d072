package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.SampleCards;
import io.soprelay.im.feishu.FeishuCards.Rendered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/** Every card against its golden file; after a wanted change run with {@code -Dgolden.update=true} and read the diff. */
class FeishuCardsTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "feishu");
    private static final Pattern WORD = Pattern.compile("词[一-龥]{1,2}");

    private final FeishuCards cards =
            FeishuCards.load(Path.of("no-such-folder"), new FeishuWords(Locale.SIMPLIFIED_CHINESE));

    @ParameterizedTest
    @MethodSource("names")
    void looks_as_it_looked_before(String name) throws IOException {
        Card card = SampleCards.all().get(name);
        assertThat(card).isNotNull();

        Rendered rendered = cards.render(card, media -> Optional.of("img_v3_waybill"));

        String pretty = FeishuJson.CARDS
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(rendered.tree())
                        .replace("\r\n", "\n")
                + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name + ".json"), pretty);
        }
        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.withAllPictures()).isTrue();
        assertThat(pretty).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @EnumSource(Card.Kind.class)
    void no_kind_of_card_loses_a_part(Card.Kind kind) {
        Card card = SampleCards.withEveryPart(kind);

        Rendered rendered = cards.render(card, media -> Optional.of("img_1"));

        assertThat(rendered.problems()).isEmpty();
        List<String> expected = words(card.toString());
        assertThat(words(rendered.json())).containsAll(expected);
    }

    @Test
    void what_stands_in_a_date_control_is_in_the_controls_own_notation() {
        JsonNode form = formOf(cards.render(SampleCards.withEveryPart(Card.Kind.TASK), media -> Optional.of("img_1")));

        assertThat(form.findValue("initial_date").stringValue()).isEqualTo("2026-05-01");
        assertThat(form.findValue("initial_datetime").stringValue()).isEqualTo("2026-05-01 09:30");
    }

    @Test
    void of_several_choices_those_that_are_offered_stand_in_the_control() {
        JsonNode form = formOf(cards.render(SampleCards.withEveryPart(Card.Kind.TASK), media -> Optional.of("img_1")));

        JsonNode several = form.findParents("selected_values").getFirst();
        assertThat(several.get("tag").stringValue()).isEqualTo("multi_select_static");
        assertThat(several.get("selected_values")).hasSize(1);
        assertThat(several.get("selected_values").get(0).stringValue()).isEqualTo("词选项");
        assertThat(several.get("required").booleanValue()).isTrue();
    }

    @Test
    void a_button_carries_its_action_in_value_and_name_alike() {
        JsonNode form = formOf(cards.render(SampleCards.task(), media -> Optional.of("img_1")));
        JsonNode submit = form.findParents("form_action_type").getFirst();

        assertThat(FeishuButton.read(submit.get("behaviors").get(0).get("value"), null))
                .isEqualTo(FeishuButton.read(null, submit.get("name").stringValue()))
                .hasValueSatisfying(button -> {
                    assertThat(button.actionId()).isEqualTo("task.complete");
                    assertThat(button.params()).containsEntry("task", "ship#1").containsEntry("v", "3");
                });
    }

    @Test
    void a_picture_that_is_not_uploaded_is_named_in_words() {
        Rendered rendered = cards.render(SampleCards.done(), media -> Optional.empty());

        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.withAllPictures()).isFalse();
        assertThat(rendered.json()).contains("物流凭证（图片暂时显示不了").doesNotContain("\"img\"");
    }

    @Test
    void a_list_that_would_be_too_long_says_how_many_rows_are_missing() {
        Rendered rendered = cards.render(SampleCards.todoList(300), media -> Optional.empty());

        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.json().getBytes(UTF_8).length).isLessThan(26 * 1024);
        Matcher missing = Pattern.compile("还有 (\\d+) 条没有显示").matcher(rendered.json());
        assertThat(missing.find()).isTrue();
        long shown = Pattern.compile("FH-20261122-")
                .matcher(rendered.json())
                .results()
                .count();
        assertThat(shown + Integer.parseInt(missing.group(1))).isEqualTo(300);
    }

    @Test
    void the_card_of_a_task_keeps_the_order_a_phone_needs() {
        String json =
                cards.render(SampleCards.task(), media -> Optional.of("img_1")).json();

        assertThat(json)
                .containsSubsequence("今天 18:00 前\",\"text_size", "按单子备货", "物流单号", "完成任务", "求助", "销售小王 提的单", "客户：甲公司");
    }

    static Stream<String> names() {
        return SampleCards.all().keySet().stream();
    }

    private static JsonNode formOf(Rendered rendered) {
        for (JsonNode element : rendered.tree().get("body").get("elements")) {
            if (element.get("tag").stringValue().equals("form")) {
                return element;
            }
        }
        throw new AssertionError("no form in " + rendered.json());
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        WORD.matcher(text).results().forEach(found -> words.add(found.group()));
        return words;
    }

    private static String golden(String name) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            return Files.readString(GOLDEN.resolve(name + ".json"));
        }
        try (InputStream file = FeishuCardsTest.class.getResourceAsStream("/golden/feishu/" + name + ".json")) {
            assertThat(file).as("golden file of " + name).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
