package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.SimulatorProblem;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the process says to the person at the page, from {@code messages/simulator_*.properties}. */
final class PageWords {
    private final Locale locale;
    private final ResourceBundle words;

    /** @param tag for example {@code zh-CN}; an unknown one gives zh-CN */
    PageWords(String tag) {
        locale = tag.startsWith("en") ? Locale.US : Locale.SIMPLIFIED_CHINESE;
        words = ResourceBundle.getBundle(
                "messages.simulator",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** {@code {0}}, {@code {1}} … in the words are replaced. */
    String say(String key, Object... facts) {
        return new MessageFormat(words.getString(key), locale).format(facts);
    }

    /** The words of one case: {@code NO_REDIS} after {@code problem.} is {@code problem.no-redis}. */
    String say(String group, Enum<?> which, List<String> facts) {
        return say(key(group, which), facts.toArray());
    }

    /** The sentence for the person at the page; the exception's own is for a terminal. */
    String problem(SimulatorProblem problem) {
        return say("problem.", problem.kind(), problem.facts());
    }

    static String key(String group, Enum<?> which) {
        return group + which.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String tag() {
        return locale.toLanguageTag();
    }
}
