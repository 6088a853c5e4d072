package io.soprelay.digest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a flow or of a person in numbers.
 *
 * @param finished completed tasks and approvers' decisions on the day reported
 * @param open items that wait now
 * @param dueToday of them, due before the end of today and not overdue
 * @param overdue of them, due before now
 * @param oldest since when the longest waiting one is open; null without any
 */
public record Numbers(
        int finished,
        int open,
        int dueToday,
        int overdue,
        @Nullable Instant oldest) {
    public static final Numbers NONE = new Numbers(0, 0, 0, 0, null);

    public Numbers plus(Numbers other) {
        return new Numbers(
                finished + other.finished,
                open + other.open,
                dueToday + other.dueToday,
                overdue + other.overdue,
                earlier(oldest, other.oldest));
    }

    /** Whether there is nothing to say. */
    public boolean isNothing() {
        return finished == 0 && open == 0;
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
