package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.Cast;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** On which platforms a story is played. */
public enum Where {
    FEISHU,
    DINGTALK,
    /** Who sells, approves and pays is on Feishu; the warehouse keeper is on DingTalk. */
    BOTH;

    /** {@code feishu}, {@code dingtalk} or {@code both}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for any other word. */
    public static Optional<Where> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Which phone of that person the story uses: {@code feishu} or {@code dingtalk}; empty for nobody. */
    String platformOf(String name) {
        return name.isEmpty() ? "" : isOnDingTalk(name) ? DINGTALK.word() : FEISHU.word();
    }

    boolean isOnDingTalk(String name) {
        return this == DINGTALK || (this == BOTH && name.equals(Cast.LI));
    }
}
