package io.soprelay.im.feishu;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The few words this adapter adds itself, from {@code messages/feishu*.properties}. Thread safe. */
public final class FeishuWords {
    private final ResourceBundle bundle;
    private final Locale locale;

    /** @param locale a locale without a file of its own gets the base file, which is zh-CN */
    public FeishuWords(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "messages.feishu",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The sentence under {@code key}, with {@code arguments} in place of {0}, {1} …; they are taken as they are. */
    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
