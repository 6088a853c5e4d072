package io.soprelay.digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts one flow, or one person in one flow, while rows go by. One thread. */
final class Tally {
    /** A few more than a card shows. */
    static final int WAITS_MAX = 6;

    private final int[] finished;
    private int open;
    private int dueToday;
    private int overdue;
    private @Nullable Instant oldest;
    private final List<Wait> waits = new ArrayList<>(1);

    /** @param days how many days of finished work are told apart */
    Tally(int days) {
        finished = new int[days];
    }

    void finished(int day) {
        finished[day]++;
    }

    /** @param wait asked for only if it may be one of the longest */
    void open(Instant since, @Nullable Instant dueAt, Instant now, Instant tomorrow, Supplier<Wait> wait) {
        open++;
        oldest = Numbers.earlier(oldest, since);
        if (dueAt != null && dueAt.isBefore(now)) {
            overdue++;
        } else if (dueAt != null && dueAt.isBefore(tomorrow)) {
            dueToday++;
        }
        if (waits.size() < WAITS_MAX || !since.isAfter(waits.getLast().since())) {
            keep(wait.get());
        }
    }

    private void keep(Wait wait) {
        if (waits.size() == WAITS_MAX && Wait.LONGEST_FIRST.compare(waits.getLast(), wait) <= 0) {
            return;
        }
        int at = 0;
        while (at < waits.size() && Wait.LONGEST_FIRST.compare(waits.get(at), wait) < 0) {
            at++;
        }
        waits.add(at, wait);
        if (waits.size() > WAITS_MAX) {
            waits.removeLast();
        }
    }

    int finishedOn(int day) {
        return finished[day];
    }

    List<Wait> waits() {
        return waits;
    }

    Numbers numbers(int day) {
        return new Numbers(finished[day], open, dueToday, overdue, oldest);
    }
}
