package io.soprelay.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which regular expressions a field may carry: those whose matching time stays small on 1,000 characters. So no
 * repeated group, no look-around, no back reference, and at most {@value #UNBOUNDED_MAX} open-ended repeats.
 */
final class PatternRules {
    private static final int UNBOUNDED_MAX = 2;
    private static final int REPEAT_MAX = 1000;

    private PatternRules() {}

    /** What is wrong with the pattern, in words; empty if it may be used. */
    static Optional<String> problem(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return Optional.of(LintTexts.text("pattern.syntax") + e.getDescription());
        }
        return new Scan(pattern).problem().map(key -> LintTexts.text("pattern." + key));
    }

    /** One pass over a pattern that compiles. */
    private static final class Scan {
        private final String pattern;
        private final Deque<Integer> groups = new ArrayDeque<>();
        private int unbounded;

        Scan(String pattern) {
            this.pattern = pattern;
        }

        Optional<String> problem() {
            int i = 0;
            boolean afterGroup = false;
            while (i < pattern.length()) {
                char c = pattern.charAt(i);
                boolean closes = false;
                if (c == '\\') {
                    char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
                    if (Character.isDigit(next) || next == 'k' || next == 'Q') {
                        return Optional.of("reference");
                    }
                    i++;
                } else if (c == '[') {
                    i = endOfClass(i);
                } else if (c == '(') {
                    if (pattern.startsWith("(?", i) && !pattern.startsWith("(?:", i)) {
                        return Optional.of("lookaround");
                    }
                    groups.push(i);
                } else if (c == ')') {
                    groups.pop();
                    closes = true;
                } else if (c == '*' || c == '+' || c == '{') {
                    if (afterGroup) {
                        return Optional.of("group");
                    }
                    if (isUnbounded(i) && ++unbounded > UNBOUNDED_MAX) {
                        return Optional.of("repeats");
                    }
                    i = c == '{' ? pattern.indexOf('}', i) : i;
                }
                afterGroup = closes;
                i++;
            }
            return Optional.empty();
        }

        private boolean isUnbounded(int at) {
            if (pattern.charAt(at) != '{') {
                return true;
            }
            String range = pattern.substring(at + 1, pattern.indexOf('}', at));
            String last = range.substring(range.indexOf(',') + 1);
            return last.isEmpty() || last.length() > 4 || Integer.parseInt(last) > REPEAT_MAX / 20;
        }

        /** The closing bracket of a character class, which may hold further classes. */
        private int endOfClass(int start) {
            int depth = 0;
            for (int i = start; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '[') {
                    depth++;
                } else if (c == ']' && --depth == 0) {
                    return i;
                }
            }
            return pattern.length();
        }
    }
}
