package io.soprelay.im.door;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few words an adapter adds itself, from {@code messages/<platform>_*.properties}. Thread safe.
 *
 * <p>Filled by {@code {0}} to {@code {9}} in one pass: what is filled in is never read as a pattern, and apostrophes are
 * plain characters.
 */
public final class DoorWords {
    private static final Pattern SLOT = Pattern.compile("\\{([0-9])}");

    private final ResourceBundle texts;

    /**
     * @param platform name of the files
     * @param locale English for English locales, Chinese for all others, as the chat's own words
     */
    public DoorWords(String platform, Locale locale) {
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        texts = ResourceBundle.getBundle(
                "messages." + platform,
                english ? Locale.US : Locale.SIMPLIFIED_CHINESE,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The sentence under {@code key}, filled in.
     *
     * @throws java.util.MissingResourceException if the file has no such key
     */
    public String say(String key, String... arguments) {
        return SLOT.matcher(texts.getString(key)).replaceAll(slot -> {
            int index = Integer.parseInt(slot.group(1));
            return Matcher.quoteReplacement(index < arguments.length ? arguments[index] : "");
        });
    }

    public Set<String> keys() {
        return texts.keySet();
    }
}
