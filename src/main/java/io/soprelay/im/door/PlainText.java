package io.soprelay.im.door;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text of people and authors before any platform's dialect: what can deceive the eye is dropped, letters stay. */
public final class PlainText {
    private static final String REPLACEMENT = "\uFFFD";
    private static final Pattern UNSAFE_IN_LINK = Pattern.compile("[()<>\"'\\\\`|*_~\\[\\]]");

    private PlainText() {}

    /**
     * Drops control and direction characters (they can make a text look like another), keeps line breaks, replaces broken
     * characters.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> appendPlain(out, point));
        return out.toString();
    }

    /** The address, fit to stand in a markdown link; empty if it is not a plain https one. */
    public static Optional<String> safeUrl(String url) {
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
}
