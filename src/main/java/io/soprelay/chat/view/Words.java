package io.soprelay.chat.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every sentence of the frame around a flow's own texts, from one message file a locale. Thread safe.
 *
 * <p>Texts are filled by {@code {0}} to {@code {9}} in one pass: what is filled in is never read as a pattern, and
 * apostrophes are plain characters.
 */
public final class Words {
    private static final Pattern SLOT = Pattern.compile("\\{([0-9])}");

    private final Map<String, String> texts;

    private Words(Map<String, String> texts) {
        this.texts = texts;
    }

    /** English for English locales, Chinese for all others. */
    public static Words of(Locale locale) {
        return new Words(read(locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en_US" : "zh_CN"));
    }

    /** @throws IllegalArgumentException if the file has no such key */
    public String say(String key, String... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for '" + key + "'");
        }
        return SLOT.matcher(text).replaceAll(slot -> {
            int index = Integer.parseInt(slot.group(1));
            return Matcher.quoteReplacement(index < arguments.length ? arguments[index] : "");
        });
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    private static Map<String, String> read(String file) {
        String resource = "/messages/chat_" + file + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + resource);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
