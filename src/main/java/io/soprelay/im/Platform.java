package io.soprelay.im;

import java.util.Locale;

/** The chat platforms a person may be reached on. */
public enum Platform {
    FEISHU,
    DINGTALK;

    /** Lower-case name as settings and stored accounts write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
