package io.soprelay.catalog.feel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * What the parser would have to do with an expression, counted word by word before it begins. One unit is a short word
 * outside brackets, about a microsecond. Whatever stands in a bracket or behind an {@code if} is read more often than what
 * stands before it; of words without anything between them each is tried as the beginning of all that follow, because names
 * may have spaces.
 */
final class FeelWork {
    private static final double MOST = 2_000;
    private static final double MORE_IN_BRACKETS = 1.6;
    private static final double MORE_BEHIND_IN = 2;
    private static final double MORE_BEHIND_IF = 1.6;
    private static final double MORE_BEHIND_RANGE = 1.6;
    private static final double MORE_BEHIND_WORDS = 0.5;
    private static final double MORE_A_LETTER = 0.1;
    /** A text is read in one go, and never tried as a name. */
    private static final double MORE_A_LETTER_OF_TEXT = 0.03;

    /** Behind one of these a value is due, so a bracket that looks closing opens a range there. */
    private static final Set<String> BEFORE_VALUES = Set.of("in", "<", "<=", ">", ">=", "=", "!=", "(", ",");

    private final Deque<Bracket> open = new ArrayDeque<>();
    private double inside = 1;
    private int words;
    private boolean afterIn;
    private String before = "";
    private double work;

    /** One that is open, and what a word cost before it. */
    private static final class Bracket {
        private final String sign;
        private final double outside;
        /** A range may end with any kind. */
        private boolean range;

        private Bracket(String sign, double outside) {
            this.sign = sign;
            this.outside = outside;
        }

        private boolean endsWith(String closing) {
            return range || closing.equals(sign.equals("(") ? ")" : "]") && !sign.equals("]");
        }
    }

    /** Whether this token opens a bracket; FEEL writes ranges without their ends as {@code ]1..5[} too. */
    boolean opens(Matcher token) {
        return switch (token.group()) {
            case "(" -> true;
            case "[" -> !endsRange();
            case "]" -> BEFORE_VALUES.contains(before);
            default -> false;
        };
    }

    private boolean endsRange() {
        return !open.isEmpty() && open.element().range && !BEFORE_VALUES.contains(before) && !before.endsWith("..");
    }

    /** How many brackets are open. */
    int depth() {
        return open.size();
    }

    /** What forbids parsing with this token of {@link FeelScan}; empty if nothing does. */
    Optional<String> next(Matcher token) {
        String text = token.group();
        if (opens(token)) {
            open.push(new Bracket(text, inside));
            inside *= afterIn ? MORE_BEHIND_IN : MORE_IN_BRACKETS;
        } else if (token.group("open") != null || token.group("close") != null) {
            Bracket closed = open.poll();
            if (closed == null || !closed.endsWith(text)) {
                return Optional.of(FeelTexts.sentence("brackets"));
            }
            // What follows may be what the last value is looked up by.
            inside = text.equals("[") ? closed.outside * MORE_BEHIND_RANGE : closed.outside;
        } else if (token.group("number") != null && text.contains("..") && !open.isEmpty()) {
            open.element().range = true;
        } else if (text.equals("if")) {
            inside *= MORE_BEHIND_IF;
        }
        words = token.group("word") == null ? 0 : words + 1;
        // "in >(" is one too.
        afterIn = text.equals("in") || (afterIn && "<=>=".contains(text));
        before = text;
        double letter = token.group("text") == null ? MORE_A_LETTER : MORE_A_LETTER_OF_TEXT;
        work += (1 + text.length() * letter) * (1 + words * MORE_BEHIND_WORDS) * inside;
        return work > MOST ? Optional.of(FeelTexts.sentence("too-tangled")) : Optional.empty();
    }

    /** What forbids parsing when all tokens were seen. */
    Optional<String> end() {
        return open.isEmpty() ? Optional.empty() : Optional.of(FeelTexts.sentence("brackets"));
    }
}
