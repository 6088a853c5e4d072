package io.soprelay.catalog.feel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
    private static final double MORE_BEHIND_WORDS = 0.5;
    private static final double MORE_A_LETTER = 0.1;

    private final Deque<Bracket> open = new ArrayDeque<>();
    private double inside = 1;
    private int words;
    private boolean afterIn;
    private double work;

    /** One that is open, and what a word cost before it. */
    private static final class Bracket {
        private final boolean round;
        private final double outside;
        /** A range may end with the other kind. */
        private boolean range;

        private Bracket(boolean round, double outside) {
            this.round = round;
            this.outside = outside;
        }
    }

    /** What forbids parsing with this token of {@link FeelScan}; empty if nothing does. */
    Optional<String> next(Matcher token) {
        String text = token.group();
        if (token.group("open") != null) {
            open.push(new Bracket(text.equals("("), inside));
            inside *= afterIn ? MORE_BEHIND_IN : MORE_IN_BRACKETS;
        } else if (token.group("close") != null) {
            Bracket closed = open.poll();
            if (closed == null || closed.round != text.equals(")") && !closed.range) {
                return Optional.of(FeelTexts.sentence("brackets"));
            }
            inside = closed.outside;
        } else if (token.group("number") != null && text.contains("..") && !open.isEmpty()) {
            open.element().range = true;
        } else if (text.equals("if")) {
            inside *= MORE_BEHIND_IF;
        }
        words = token.group("word") == null ? 0 : words + 1;
        // "in >(" is one too.
        afterIn = text.equals("in") || (afterIn && "<=>=".contains(text));
        work += (1 + text.length() * MORE_A_LETTER) * (1 + words * MORE_BEHIND_WORDS) * inside;
        return work > MOST ? Optional.of(FeelTexts.sentence("too-tangled")) : Optional.empty();
    }

    /** What forbids parsing when all tokens were seen. */
    Optional<String> end() {
        return open.isEmpty() ? Optional.empty() : Optional.of(FeelTexts.sentence("brackets"));
    }
}
