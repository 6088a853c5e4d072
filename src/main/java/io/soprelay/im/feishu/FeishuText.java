package io.soprelay.im.feishu;

import io.soprelay.im.door.PlainText;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one encoder for text that goes to Feishu: whatever a person or an author wrote, it comes out as letters, never as
 * a mention, a link or a picture.
 */
final class FeishuText {
    /** As the platform documents them; the last six are ours: bare addresses, tables and headings. */
    private static final Map<Integer, String> ENTITIES = Map.ofEntries(
            entity('&', "&amp;"),
            entity('<', "&#60;"),
            entity('>', "&#62;"),
            entity('*', "&#42;"),
            entity('_', "&#95;"),
            entity('~', "&sim;"),
            entity('[', "&#91;"),
            entity(']', "&#93;"),
            entity('(', "&#40;"),
            entity(')', "&#41;"),
            entity('#', "&#35;"),
            entity('`', "&#96;"),
            entity('!', "&#33;"),
            entity(':', "&#58;"),
            entity('$', "&#36;"),
            entity('\\', "&#92;"),
            entity('-', "&#45;"),
            entity('+', "&#43;"),
            entity('"', "&#34;"),
            entity('\'', "&#39;"),
            entity('/', "&#47;"),
            entity('|', "&#124;"),
            entity('@', "&#64;"),
            entity('.', "&#46;"),
            entity('=', "&#61;"),
            entity('{', "&#123;"),
            entity('}', "&#125;"));

    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\u3000]+");

    private FeishuText() {}

    /**
     * For {@code plain_text}, where no markup is read: drops control and direction characters (they can make a text look
     * like another), keeps line breaks, replaces broken characters.
     */
    static String plain(String text) {
        return PlainText.of(text);
    }

    /** For {@code markdown}: like {@link #plain}, with every character that markup could begin with as an entity. */
    static String markdown(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        INDENT.matcher(plain(text)).replaceAll("").codePoints().forEach(point -> {
            if (point == '\n') {
                out.append("<br>");
            } else {
                out.append(ENTITIES.getOrDefault(point, Character.toString(point)));
            }
        });
        return out.toString();
    }

    /**
     * For text messages, which read tags such as {@code <at>} and {@code [words](address)}: escapes the former, pulls the
     * latter apart with a space.
     */
    static String message(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("](", "] (");
    }

    /** A markdown link an author wrote; only the label, encoded, if the address is not a plain https one. */
    static String link(String label, String url) {
        String words = markdown(label);
        return PlainText.safeUrl(url)
                .map(address -> "[" + words + "](" + address + ")")
                .orElse(words);
    }

    private static Map.Entry<Integer, String> entity(char letter, String entity) {
        return Map.entry((int) letter, entity);
    }
}
