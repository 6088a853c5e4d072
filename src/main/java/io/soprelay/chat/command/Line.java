package io.soprelay.chat.command;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in two readings: half-width, by which commands and names are recognised, and as the person wrote it, which is what
 * goes into a record. 甲公司（北京） must not become 甲公司(北京) because it came by words.
 */
final class Line {
    /** Longer than any command; the rest of a pasted page is not read. */
    private static final int CHARS_MAX = 1000;

    private static final Pattern TOKEN =
            Pattern.compile("([^\\s\"“=]+=)[\"“]([^\"”]*)[\"”]|\"([^\"]*)\"|“([^”]*)”|(\\S+)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Before this letter all are half-width. */
    private static final char FIRST_WIDE = 0xA0;

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z]{1,4}-?[0-9].*");

    private Line() {}

    /** Whether it can be the number of a record, as people write it. */
    static boolean beginsNumber(String rest) {
        return NUMBER.matcher(rest).matches();
    }

    /** Half-width, one line, single spaces. */
    static String plain(String line) {
        return BLANKS.matcher(halfWidth(cut(line))).replaceAll(" ").strip();
    }

    static String halfWidth(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Words of a plain line; 发货内容="交换机 A 型" is one word, without its quotes. */
    static List<String> tokens(String plain) {
        return tokens(plain, plain);
    }

    /** The same words as the person wrote them; half-width where the two readings cannot be laid side by side. */
    static List<String> asWritten(String line) {
        List<String> read = tokens(plain(line));
        String cut = cut(line);
        List<String> written = tokens(lettersHalfWidth(cut), cut);
        return written.size() == read.size() ? written : read;
    }

    /** Where a word's = is, of whichever width; -1 for none. */
    static int equalsSign(String word) {
        int half = word.indexOf('=');
        int full = word.indexOf('＝');
        return half < 0 ? full : full < 0 ? half : Math.min(half, full);
    }

    private static List<String> tokens(String read, String shown) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(read);
        while (matcher.find()) {
            StringBuilder token = new StringBuilder();
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.start(group) >= 0) {
                    token.append(shown, matcher.start(group), matcher.end(group));
                }
            }
            tokens.add(token.toString());
        }
        return tokens;
    }

    /** Letter by letter, so that every place stays where it is. */
    private static String lettersHalfWidth(String text) {
        StringBuilder half = new StringBuilder(text.length());
        for (char letter : text.toCharArray()) {
            String narrow = letter < FIRST_WIDE ? "" : halfWidth(String.valueOf(letter));
            half.append(narrow.length() == 1 ? narrow.charAt(0) : letter);
        }
        return half.toString();
    }

    private static String cut(String line) {
        return line.length() <= CHARS_MAX ? line : line.substring(0, CHARS_MAX);
    }
}
