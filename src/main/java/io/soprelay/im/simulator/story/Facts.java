package io.soprelay.im.simulator.story;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known only while the story is played: {@code {number}}, {@code {now}} as it is picked in a form … */
final class Facts {
    static final String NOW = "now";

    private static final Pattern FACT = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Supplier<String> now;

    /** @param now the moment as it is picked in a form, asked for at each use */
    Facts(Supplier<String> now) {
        this.now = now;
    }

    void know(String fact, String value) {
        known.put(fact, value);
    }

    /** Is everything known that the text speaks of? */
    boolean knows(String text) {
        return FACT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .allMatch(fact -> fact.equals(NOW) || known.containsKey(fact));
    }

    /** The text with what is known; the rest stays as it is. */
    String fill(String text) {
        return FACT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals(NOW) ? now.get() : known.getOrDefault(found.group(1), found.group())));
    }
}
