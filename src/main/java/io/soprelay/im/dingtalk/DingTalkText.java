package io.soprelay.im.dingtalk;

import io.soprelay.im.door.PlainText;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one encoder for text that goes to DingTalk: whatever a person or an author wrote, it comes out as letters, never as
 * markup, a mention, a link or a picture.
 *
 * <p>DingTalk documents no way to escape markup, and its old and new components read different dialects. So a character
 * that markup could begin with is shown by its full-width form, which no dialect reads and everybody can.
 */
final class DingTalkText {
    /** ASCII 0x21 to 0x7E and their full-width forms are this far apart. */
    private static final int FULL_WIDTH = 0xFEE0;

    private static final String MARKUP = "*_~`[]<>&|@$\\{}!";
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\u3000]+");
    /** At the front of a line: heading, list, rule, underlined heading, numbered list. */
    private static final Pattern LINE_MARKUP = Pattern.compile("(?m)^(?:[#+=\\-]|[0-9]{1,9}[.)])");

    /** Also inside a word: {@code _www.} is one for a pattern, and none once its mark is shown full-width. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<=[a-z])://|www\\.");

    private static final Map<String, String> SPLIT = Map.of("://", "：//");

    private DingTalkText() {}

    /** For text components, where no markup is read; what looks like a template's variable is none. */
    static String plain(String text) {
        return PlainText.of(text).replace("${", "＄{");
    }

    /** For markdown variables: one line, line breaks as {@code <br>}. */
    static String markdown(String text) {
        String flat = INDENT.matcher(PlainText.of(text)).replaceAll("");
        String apart = ADDRESS.matcher(flat)
                .replaceAll(
                        found -> SPLIT.getOrDefault(found.group(), found.group().replace('.', '．')));
        String lines = LINE_MARKUP.matcher(apart).replaceAll(found -> wide(found.group()));
        StringBuilder out = new StringBuilder(lines.length() + 16);
        lines.codePoints().forEach(point -> {
            if (point == '\n') {
                out.append("<br>");
            } else {
                out.appendCodePoint(MARKUP.indexOf(point) < 0 ? point : point + FULL_WIDTH);
            }
        });
        return out.toString();
    }

    /** A markdown link an author wrote; only the label, encoded, if the address is not a plain https one. */
    static String link(String label, String url) {
        String words = markdown(label);
        return PlainText.safeUrl(url)
                .map(address -> "[" + words + "](" + address + ")")
                .orElse(words);
    }

    /** A picture that was uploaded; {@code mediaId} is the platform's own word for it. */
    static String picture(String label, String mediaId) {
        return "![" + markdown(label) + "](" + mediaId + ")";
    }

    private static String wide(String lineFront) {
        StringBuilder out = new StringBuilder(lineFront.length());
        lineFront
                .chars()
                .forEach(
                        letter -> out.append(Character.isDigit(letter) ? (char) letter : (char) (letter + FULL_WIDTH)));
        return out.toString();
    }
}
