package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DingTalkWordsTest {
    private final DingTalkWords chinese = new DingTalkWords(Locale.SIMPLIFIED_CHINESE);
    private final DingTalkWords english = new DingTalkWords(Locale.US);

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

    private static Set<String> blanks(DingTalkWords words, String key) {
        return Pattern.compile("⟦[0-9]⟧")
                .matcher(words.say(key, "⟦0⟧", "⟦1⟧", "⟦2⟧"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
