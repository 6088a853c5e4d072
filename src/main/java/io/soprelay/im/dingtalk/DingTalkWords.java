package io.soprelay.im.dingtalk;

import io.soprelay.im.door.DoorWords;
import java.util.Locale;
import java.util.Set;

/** The few words this adapter adds itself, from {@code messages/dingtalk_*.properties}. Thread safe. */
public final class DingTalkWords {
    private final DoorWords words;

    /** @param locale English for English locales, Chinese for all others, as the chat's own words */
    public DingTalkWords(Locale locale) {
        words = new DoorWords("dingtalk", locale);
    }

    /**
     * The sentence under {@code key}, filled in.
     *
     * @throws java.util.MissingResourceException if the file has no such key
     */
    String say(String key, String... arguments) {
        return words.say(key, arguments);
    }

    Set<String> keys() {
        return words.keys();
    }
}
