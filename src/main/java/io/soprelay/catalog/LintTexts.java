package io.soprelay.catalog;

import java.util.Locale;
import java.util.ResourceBundle;

/** The linter's sentences and examples, from {@code lint_zh_CN.properties}. */
final class LintTexts {
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("io.soprelay.catalog.lint", Locale.SIMPLIFIED_CHINESE);

    private LintTexts() {}

    /** @throws java.util.MissingResourceException if the file has no such key */
    static String text(String key) {
        return TEXTS.getString(key);
    }

    /** How a key is written, for a section: {@code name: 发货流程}; the bare key if no example is kept. */
    static String example(String section, String key) {
        for (String known : new String[] {"example." + section + "." + key, "example." + key}) {
            if (TEXTS.containsKey(known)) {
                return TEXTS.getString(known);
            }
        }
        return key + ": …";
    }
}
