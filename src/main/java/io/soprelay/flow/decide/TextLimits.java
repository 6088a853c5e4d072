package io.soprelay.flow.decide;

import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import java.util.regex.Pattern;

/** How long a comment or reason may be. */
final class TextLimits {
    /** In code points; a Feishu input takes no more. */
    static final int REMARK_CHARS_MAX = 1000;

    /** Blanks, controls, zero-width marks, and the letters of Unicode that are drawn as nothing. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f]*");

    private TextLimits() {}

    /** Without blanks around it; empty if there is nothing in it that anybody could see. */
    static String visible(String text) {
        return UNSEEN.matcher(text).matches() ? "" : text.strip();
    }

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
