package io.soprelay.media;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes; a name alone makes nothing a picture, but it can make a file a program. */
public enum FileSort {
    /** A picture that a card can show: JPEG, PNG, GIF, WebP, BMP. */
    PICTURE,
    /** Proves like a picture, though no card can show it: a PDF, a HEIC photo. */
    PAPER,
    /** Anything else. */
    OTHER,
    /** Does something when it is opened, or looks like it: never kept. */
    PROGRAM;

    private static final Set<String> PROGRAM_ENDINGS = Set.of(
            "exe", "com", "scr", "pif", "cpl", "msi", "msp", "dll", "sys", "bat", "cmd", "ps1", "psm1", "vbs", "vbe",
            "js", "jse", "mjs", "wsf", "wsh", "hta", "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg",
            "svgz", "xml", "xsl", "sh", "bash", "zsh", "command", "py", "pyw", "php", "pl", "rb", "jar", "class", "apk",
            "ipa", "app", "dmg", "pkg", "deb", "rpm", "elf", "so", "lnk", "url", "reg", "inf", "swf");

    /** What ISO media files of phones call their pictures. */
    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1");

    private static final Pattern MARKUP = Pattern.compile("<(?:!doctype\\s+html|html|head|body|script|iframe|svg)\\b");
    private static final int LOOKED_AT = 1024;

    /** @param name as sent; only its ending counts */
    public static FileSort of(byte[] bytes, @Nullable String name) {
        // The names of bytes: one character each.
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (isProgram(start) || (name != null && PROGRAM_ENDINGS.contains(ending(name)))) {
            return PROGRAM;
        }
        if (isPicture(start)) {
            return PICTURE;
        }
        boolean heic =
                start.startsWith("ftyp", 4) && start.length() >= 12 && HEIC_BRANDS.contains(start.substring(8, 12));
        return heic || start.startsWith("%PDF-") ? PAPER : OTHER;
    }

    private static boolean isPicture(String start) {
        return start.startsWith("\u00ff\u00d8\u00ff")
                || start.startsWith("\u0089PNG\r\n\u001a\n")
                || start.startsWith("GIF87a")
                || start.startsWith("GIF89a")
                || (start.startsWith("RIFF") && start.startsWith("WEBP", 8))
                // Two letters alone begin many a text: the reserved bytes of a bitmap are 0.
                || (start.startsWith("BM") && start.startsWith("\0\0\0\0", 6));
    }

    private static boolean isProgram(String start) {
        boolean binary = start.startsWith("MZ")
                || start.startsWith("\u007fELF")
                || start.startsWith("\u00ca\u00fe\u00ba\u00be")
                || start.startsWith("\u00fe\u00ed\u00fa")
                || start.startsWith("\u00cf\u00fa\u00ed\u00fe")
                || start.startsWith("\u00ce\u00fa\u00ed\u00fe");
        // Half of what is written in UTF-16 is zeros.
        String text = start.replace("\0", "")
                .replaceFirst("^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        boolean markup = text.startsWith("<") && MARKUP.matcher(text).find();
        return binary || markup || text.startsWith("#!") || text.startsWith("@echo");
    }

    /** Marks that turn the direction of writing, and blanks or dots at the end, hide what a name really ends with. */
    private static String ending(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        // By hand: a pattern for it takes seconds for a name of dots that ends otherwise.
        int end = plain.length();
        while (end > 0 && (plain.charAt(end - 1) == '.' || Character.isWhitespace(plain.charAt(end - 1)))) {
            end--;
        }
        int dot = plain.lastIndexOf('.', end - 1);
        return dot < 0 ? "" : plain.substring(dot + 1, end).toLowerCase(Locale.ROOT);
    }
}
