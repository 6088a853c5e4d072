package io.soprelay.catalog.feel;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences about conditions, from {@code conditions_zh_CN.properties}. */
final class FeelTexts {
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("io.soprelay.catalog.feel.conditions", Locale.SIMPLIFIED_CHINESE);

    private FeelTexts() {}

    static String sentence(String key, Object... facts) {
        return String.format(Locale.ROOT, TEXTS.getString(key), facts);
    }
}
