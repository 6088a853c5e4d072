package io.soprelay.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What the author probably meant. */
final class Suggestions {
    private static final int COMPARED_CHARS_MAX = 60;

    private Suggestions() {}

    /** The known name nearest to what was written, if it is near enough to be meant: a third of it may differ. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > COMPARED_CHARS_MAX) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> name.length() <= COMPARED_CHARS_MAX)
                .filter(name -> distance(written, name) <= Math.max(1, Math.min(written.length(), name.length()) / 3))
                .filter(name -> distance(written, name) < Math.max(written.length(), name.length()))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** A field identifier made of what was written: other characters become {@code _}, one for each run. */
    static String identifier(String written) {
        // Runs are cut before the end is looked at: a pattern for an end tries every beginning of a run.
        String made = written.strip().replaceAll("[^\\p{IsHan}A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        if (made.isEmpty()) {
            return "字段1";
        }
        String shortened = made.codePoints()
                .limit(FlowLimits.FIELD_NAME_CHARS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Character.isDigit(shortened.charAt(0)) || FlowLimits.isReservedWord(shortened)
                ? "字段_" + shortened
                : shortened;
    }

    /** Characters that are often taken for each other count as one. */
    private static String plain(String word) {
        return word.replace('己', '已')
                .replace('巳', '已')
                .replace('代', '待')
                .replace('帐', '账')
                .replace('作', '做');
    }

    /** Edits between two words: insert, delete, replace, swap neighbours. */
    private static int distance(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[b.length()];
    }
}
