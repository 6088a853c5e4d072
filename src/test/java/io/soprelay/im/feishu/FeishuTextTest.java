package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.SampleCards;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeishuTextTest {
    private static final int CASES = 20_000;

    /** What a hostile person would try, in pieces that fall together in every order. */
    private static final List<String> PIECES = List.of(
            "<at id=all></at>",
            "<at id=ou_1>",
            "</at>",
            "<at user_id=\"all\">",
            "<",
            ">",
            "&lt;",
            "&#60;",
            "&",
            "[x](https://e.cn)",
            "[",
            "](",
            ")",
            "!",
            "![i](img_1)",
            "https://e.cn",
            "www.e.cn",
            "a@e.cn",
            "<a href='https://e.cn'>",
            "<person id='ou_1'>",
            "`",
            "```",
            "~~",
            "**",
            "_",
            "#",
            "|",
            "\n",
            "    ",
            "\t",
            "1. ",
            "- ",
            "<br>",
            "<link url='https://e.cn'>",
            "\\",
            "\"",
            "'",
            "}",
            "{\"$value\":\"title\"}",
            "$include",
            "\u202E",
            "\u200B",
            "\u2066",
            "\uFEFF",
            "\u0000",
            "\u0007",
            "\uD83D",
            "😀",
            "甲公司",
            "@所有人",
            "@_all",
            ":SMILE:",
            "\u2028",
            "<raw>",
            "<font color='red'>",
            "=",
            "---",
            "\n===\n");

    /** What the encoder may write: entities stand for letters, and a line break is a line break. */
    private static final Pattern ENCODED = Pattern.compile("&(?:#[0-9]{2,3}|amp|sim);|<br>");

    /** A model of the markdown dialect: every character that can begin something that is not a letter. */
    private static final Pattern LIVE_MARKDOWN = Pattern.compile("[&<>\\[\\]()!`*_~#@|\\\\:$\\n.]|^ ");

    /** The tags and links that a text message reads. */
    private static final Pattern LIVE_MESSAGE = Pattern.compile("<|>|\\]\\(|&(?!amp;|lt;|gt;)");

    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\n]]|[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|\\p{Cs}");

    private final FeishuCards cards =
            FeishuCards.load(Path.of("no-such-folder"), new FeishuWords(Locale.SIMPLIFIED_CHINESE));

    @ParameterizedTest
    @ValueSource(longs = {20261122L, 7L})
    void hostile_text_never_becomes_a_mention_a_link_or_a_picture(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < CASES; i++) {
            String text = hostile(random);

            assertThat(isLive(FeishuText.markdown(text)))
                    .as("seed %d case %d: markdown of '%s'", seed, i, text)
                    .isFalse();
            assertThat(LIVE_MESSAGE.matcher(FeishuText.message(text)).find())
                    .as("seed %d case %d: message of '%s'", seed, i, text)
                    .isFalse();
            assertThat(HIDDEN.matcher(FeishuText.plain(text)).find())
                    .as("seed %d case %d: plain of '%s'", seed, i, text)
                    .isFalse();
        }
    }

    @Test
    void hostile_text_in_every_part_changes_no_structure_of_a_card() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        List<String> tags = tagsOf(cardOf("甲", "乙"));
        for (int i = 0; i < 500; i++) {
            String first = hostile(random) + "甲";
            JsonNode card = cardOf(first, hostile(random) + "乙");

            assertThat(tagsOf(card)).as("case %d: '%s'", i, first).isEqualTo(tags);
            for (JsonNode markdown : card.get("body").get("elements")) {
                if (markdown.get("tag").stringValue().equals("markdown")) {
                    String content = markdown.get("content")
                            .stringValue()
                            .replaceFirst("^1\\. ", "")
                            .replaceAll("^\\*\\*|\\*\\*$", "");
                    assertThat(isLive(content)).as("case %d: '%s'", i, content).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "https://example.com/a?b=1&c=2 → [看](https://example.com/a?b=1&c=2)",
                "https://example.com/a(1) → [看](https://example.com/a%281%29)",
                "https://example.com/攻略 → [看](https://example.com/%E6%94%BB%E7%95%A5)",
                "http://example.com → 看",
                "javascript:alert(1) → 看",
                "https://user@example.com → 看",
                "https:// → 看",
                "not an address → 看"
            })
    void only_a_plain_https_address_becomes_a_link(String url, String expected) {
        assertThat(FeishuText.link("看", url)).isEqualTo(expected);
    }

    @Test
    void ordinary_words_stay_as_they_are() {
        assertThat(FeishuText.plain("物流单号：SF123\n👨‍👩‍👧 好")).isEqualTo("物流单号：SF123\n👨‍👩‍👧 好");
        assertThat(FeishuText.markdown("按单子备货，核对型号")).isEqualTo("按单子备货，核对型号");
        assertThat(FeishuText.message("你好")).isEqualTo("你好");
    }

    private static boolean isLive(String markdown) {
        return LIVE_MARKDOWN.matcher(ENCODED.matcher(markdown).replaceAll("字")).find();
    }

    private JsonNode cardOf(String first, String second) {
        Card card = new CardBuilder(Card.Kind.TASK, Card.Tone.OPEN, first)
                .subtitle(second)
                .summary(first)
                .when(second)
                .quote(new Card.Quote(first, second))
                .paragraph(first)
                .steps(List.of(new Card.Step(second, Card.Step.Mark.CURRENT)))
                .facts(List.of(new Card.Fact(first, second)))
                .guide(new Card.Guide(List.of(first), List.of()))
                .withWhom(second)
                .pictures(List.of(new Card.Picture(first, SampleCards.WAYBILL)))
                .group(first, List.of(new Card.Row(second, first, null)))
                .build();
        return cards.render(card, media -> Optional.of("img_1")).tree();
    }

    private static List<String> tagsOf(JsonNode card) {
        return card.findValuesAsString("tag");
    }

    private static String hostile(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
