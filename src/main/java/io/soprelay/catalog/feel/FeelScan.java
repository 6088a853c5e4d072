package io.soprelay.catalog.feel;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A look at an expression's words before it is parsed. The parser tries alternatives, so its time can grow
 * exponentially with nesting: what could cost that much is refused here, in linear time.
 */
final class FeelScan {
    static final int CHARS_MAX = 2000;
    static final int TOKENS_MAX = 500;
    static final int DEPTH_MAX = 10;
    /** Brackets in all: each is tried as a group, a range and a list. */
    private static final int OPENS_MAX = 50;

    static final int IFS_MAX = 5;
    /** Plus, minus, times and divided by: a chain of them is a tree as deep as it is long. */
    private static final int ARITHMETIC_MAX = 100;

    private static final int SIGNS_MAX = 3;
    private static final int DIGITS_MAX = 20;
    private static final Set<String> REFUSED_WORDS =
            Set.of("for", "some", "every", "satisfies", "return", "function", "external", "instance", "null");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>[ \\t\\r\\n]+)|(?<text>\"(?:[^\"\\\\]|\\\\.)*+\")|(?<number>[0-9.]++)|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*+)"
                    + "|(?<open>[(\\[])|(?<close>[)\\]])|(?<sign>-)|(?<other>//|/\\*|\\*\\*|[<>=!]=|[+*/<>=,@])|(?<rest>.)",
            Pattern.DOTALL);

    private int tokens;
    private int opens;
    private int ifs;
    private int signs;
    private int arithmetic;
    private final FeelWork work = new FeelWork();

    private FeelScan() {}

    /** The first thing that forbids parsing; empty if it may be parsed. */
    static Optional<String> problem(String expression) {
        int chars = expression.codePointCount(0, expression.length());
        if (expression.isBlank()) {
            return Optional.of(FeelTexts.sentence("empty"));
        }
        if (chars > CHARS_MAX) {
            return Optional.of(FeelTexts.sentence("too-long", chars));
        }
        FeelScan scan = new FeelScan();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            Optional<String> problem = scan.next(token);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return scan.work.end();
    }

    private Optional<String> next(Matcher token) {
        String text = token.group();
        if (token.group("space") != null) {
            return Optional.empty();
        }
        signs = token.group("sign") == null ? 0 : signs + 1;
        if ("+-*/".contains(text)) {
            arithmetic++;
        }
        if (++tokens > TOKENS_MAX || arithmetic > ARITHMETIC_MAX) {
            return Optional.of(FeelTexts.sentence("too-many-parts"));
        }
        boolean bracket = work.opens(token);
        if (bracket && ++opens > OPENS_MAX) {
            return Optional.of(FeelTexts.sentence("too-many-parts"));
        }
        if (bracket && work.depth() >= DEPTH_MAX) {
            return Optional.of(FeelTexts.sentence("too-deep", DEPTH_MAX));
        }
        if (token.group("number") != null && text.length() > DIGITS_MAX) {
            return Optional.of(FeelTexts.sentence("long-number", text.substring(0, DIGITS_MAX)));
        }
        if (text.equals("if") && ++ifs > IFS_MAX) {
            return Optional.of(FeelTexts.sentence("too-many-ifs", IFS_MAX));
        }
        if (text.equals("null")) {
            return Optional.of(FeelTexts.sentence("null"));
        }
        if (REFUSED_WORDS.contains(text)) {
            return Optional.of(FeelTexts.sentence("word", text));
        }
        if (text.equals("\"")) {
            return Optional.of(FeelTexts.sentence("unclosed-text"));
        }
        boolean comment = text.equals("//") || text.equals("/*") || text.equals("**");
        if (token.group("rest") != null || comment || signs > SIGNS_MAX) {
            return Optional.of(FeelTexts.sentence("character", text));
        }
        return work.next(token);
    }
}
