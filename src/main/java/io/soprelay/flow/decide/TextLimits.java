package io.soprelay.flow.decide;

import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;

/** How long a comment or reason may be. */
final class TextLimits {
    /** In code points; a Feishu input takes no more. */
    static final int REMARK_CHARS_MAX = 1000;

    private TextLimits() {}

    static boolean isTooLong(String remark) {
        return remark.codePointCount(0, remark.length()) > REMARK_CHARS_MAX;
    }

    static Rejection tooLong(String remark) {
        return Rejection.of(
                Code.LIMIT_REACHED,
                "A comment or reason has at most %d characters, but had %d"
                        .formatted(REMARK_CHARS_MAX, remark.codePointCount(0, remark.length())));
    }
}
