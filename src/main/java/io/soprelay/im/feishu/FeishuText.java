package io.soprelay.im.feishu;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one encoder for text that goes to Feishu: whatever a person or an author wrote, it comes out as letters, never as
 * a mention, a link or a picture.
 */
final class FeishuText {
    private static final String REPLACEMENT = "\uFFFD";

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
    private static final Pattern UNSAFE_IN_LINK = Pattern.compile("[()<>\"'\\\\`|*_~\\[\\]]");

    private FeishuText() {}

    /**
     * For {@code plain_text}, where no markup is read: drops control and direction characters (they can make a text look
     * like another), keeps line breaks, replaces broken characters.
     */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> appendPlain(out, point));
        return out.toString();
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
        return safeUrl(url).map(address -> "[" + words + "](" + address + ")").orElse(words);
    }

    private static Optional<String> safeUrl(String url) {
        try {
            URI uri = URI.create(url.strip());
            boolean plainHttps = "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
            return plainHttps ? Optional.of(escapeInLink(uri.toASCIIString())) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String escapeInLink(String address) {
        return UNSAFE_IN_LINK
                .matcher(address)
                .replaceAll(found ->
                        "%" + Integer.toHexString(found.group().charAt(0)).toUpperCase(Locale.ROOT));
    }

    private static void appendPlain(StringBuilder out, int point) {
        switch (point) {
            case '\n', 0x2028, 0x2029 -> out.append('\n');
            case '\t', 0xA0 -> out.append(' ');
            default -> {
                if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    out.append(REPLACEMENT);
                } else if (!isHidden(point)) {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    /** Control characters, direction marks and overrides, and blanks of no width (joiners inside emoji stay). */
    private static boolean isHidden(int point) {
        return Character.isISOControl(point)
                || point == 0x061C
                || point == 0x200B
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x206F)
                || point == 0xFEFF
                || (point >= 0xE0000 && point <= 0xE007F);
    }

    private static Map.Entry<Integer, String> entity(char letter, String entity) {
        return Map.entry((int) letter, entity);
    }
}
