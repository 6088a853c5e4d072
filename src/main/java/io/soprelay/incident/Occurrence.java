package io.soprelay.incident;

import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.Work;
import org.jspecify.annotations.Nullable;

/**
 * A trouble was met once more.
 *
 * @param detail what the platform or the program says, for people who look for the cause; empty for nothing
 * @param work what cannot be done because of it; null for no record's work
 * @param held what could not leave and is kept with the incident; null if it still waits elsewhere
 */
public record Occurrence(
        String detail, @Nullable Work work, @Nullable Held held) {
    /** Of a platform's answers a few lines are enough. */
    private static final int DETAIL_CHARS_MAX = 400;

    public Occurrence {
        detail = detail.length() <= DETAIL_CHARS_MAX ? detail : detail.substring(0, DETAIL_CHARS_MAX);
    }

    public static Occurrence of(String detail) {
        return new Occurrence(detail, null, null);
    }

    public static Occurrence ofWork(Work work) {
        return new Occurrence("", work, null);
    }
}
