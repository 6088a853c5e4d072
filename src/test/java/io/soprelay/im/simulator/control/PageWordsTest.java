package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Blocked;
import io.soprelay.im.simulator.NotOnCard;
import io.soprelay.im.simulator.SimulatorProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PageWordsTest {
    @Test
    void both_languages_say_the_same_things_with_the_same_facts() throws IOException {
        Properties chinese = words("zh_CN");
        Properties english = words("en_US");
        assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
        for (String key : chinese.stringPropertyNames()) {
            assertThat(english.getProperty(key).contains("{0}"))
                    .as(key)
                    .isEqualTo(chinese.getProperty(key).contains("{0}"));
            assertThat(english.getProperty(key) + chinese.getProperty(key))
                    .as(key + ": an apostrophe would swallow what follows")
                    .doesNotContain("'");
        }
    }

    @Test
    void every_problem_and_every_press_that_is_held_back_has_words() throws IOException {
        Properties chinese = words("zh_CN");
        for (SimulatorProblem.Kind kind : SimulatorProblem.Kind.values()) {
            assertThat(chinese).containsKey(PageWords.key("problem.", kind));
        }
        for (NotOnCard.Kind kind : NotOnCard.Kind.values()) {
            assertThat(chinese).containsKey(PageWords.key("card.", kind));
        }
        for (Blocked.Why why : Blocked.Why.values()) {
            assertThat(chinese).containsKey(PageWords.key("blocked.", why));
        }
    }

    @Test
    void the_locale_of_the_bot_decides() {
        assertThat(new PageWords("en-US").say("bot.has-not", "X")).startsWith("The bot has no \"X\".");
        assertThat(new PageWords("zh-CN").say("bot.has-not", "X")).startsWith("机器人那里没有“X”。");
        assertThat(new PageWords("fr-FR").tag()).isEqualTo("zh-CN");
    }

    private static Properties words(String tag) throws IOException {
        Properties words = new Properties();
        try (InputStream in = PageWords.class.getResourceAsStream("/messages/simulator_" + tag + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
