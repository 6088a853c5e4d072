package io.soprelay.chat.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names near a mistyped one. */
final class NearNames {
    private static final int SHOWN_MAX = 3;

    private NearNames() {}

    static List<String> of(String word, Collection<String> names) {
        int limit = Math.max(1, word.length() / 2);
        return names.stream()
                .filter(name -> distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= limit)
                .limit(SHOWN_MAX)
                .toList();
    }

    /** Letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
