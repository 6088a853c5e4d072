package io.soprelay.chat.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Map<String, Words> READ = new ConcurrentHashMap<>();

    private final Map<String, Text> texts;

    private Words(Map<String, Text> texts) {
        this.texts = texts;
    }

    /** English for English locales, Chinese for all others. */
    public static Words of(Locale locale) {
        String file = locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en_US" : "zh_CN";
        return READ.computeIfAbsent(file, Words::read);
    }

    /** @throws IllegalArgumentException if the file has no such key */
    public String say(String key, String... arguments) {
        Text text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for '" + key + "'");
        }
        return text.filled(arguments);
    }

    /**
     * A text, cut once: a card says some thirty of them.
     *
     * @param between what stands before, between and after the slots: one more than slots
     */
    private record Text(List<String> between, List<Integer> slots) {
        static Text of(String text) {
            List<String> between = new ArrayList<>();
            List<Integer> slots = new ArrayList<>();
            Matcher slot = SLOT.matcher(text);
            int from = 0;
            while (slot.find()) {
                between.add(text.substring(from, slot.start()));
                slots.add(Integer.parseInt(slot.group(1)));
                from = slot.end();
            }
            between.add(text.substring(from));
            return new Text(List.copyOf(between), List.copyOf(slots));
        }

        String filled(String... arguments) {
            if (slots.isEmpty()) {
                return between.getFirst();
            }
            StringBuilder filled = new StringBuilder(between.getFirst());
            for (int i = 0; i < slots.size(); i++) {
                int slot = slots.get(i);
                filled.append(slot < arguments.length ? arguments[slot] : "").append(between.get(i + 1));
            }
            return filled.toString();
        }
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    private static Words read(String file) {
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
        Map<String, Text> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, Text.of(properties.getProperty(key))));
        return new Words(texts);
    }
}
