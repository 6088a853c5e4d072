package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeishuWordsTest {
    private final FeishuWords chinese = new FeishuWords(Locale.SIMPLIFIED_CHINESE);
    private final FeishuWords english = new FeishuWords(Locale.US);

    @Test
    void both_languages_say_the_same_things_with_the_same_blanks() {
        assertThat(english.keys()).isEqualTo(chinese.keys());
        for (String key : chinese.keys()) {
            assertThat(blanks(english, key)).as(key).isEqualTo(blanks(chinese, key));
        }
    }

    @Test
    void no_chinese_is_left_in_english_and_no_english_in_chinese() {
        for (String key : chinese.keys()) {
            assertThat(english.say(key)).as(key).doesNotContainPattern("\\p{IsHan}");
            assertThat(chinese.say(key)).as(key).doesNotContainPattern("[A-Za-z]");
        }
    }

    @Test
    void the_setting_s_language_is_spoken_whatever_the_machine_s_is() {
        assertThat(new FeishuWords(Locale.forLanguageTag("en-US")).say("label.required", "Amount"))
                .isEqualTo("Amount (required)");
        assertThat(new FeishuWords(Locale.forLanguageTag("zh-CN")).say("label.required", "金额"))
                .isEqualTo("金额（必填）");
    }

    @Test
    void what_is_filled_in_is_never_a_pattern() {
        assertThat(english.say("quote", "O'Neil {1}", "$1 \\ it's")).isEqualTo("O'Neil {1}: “$1 \\ it's”");
        assertThatThrownBy(() -> chinese.say("no.such.key")).isInstanceOf(MissingResourceException.class);
    }

    private static Set<String> blanks(FeishuWords words, String key) {
        return Pattern.compile("⟦[0-9]⟧")
                .matcher(words.say(key, "⟦0⟧", "⟦1⟧", "⟦2⟧"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
