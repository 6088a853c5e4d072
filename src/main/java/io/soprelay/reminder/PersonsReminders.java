package io.soprelay.reminder;

import io.soprelay.reminder.Reminders.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person's state. Stored.
 *
 * @param nudged what they were nudged about lately, and when
 * @param waiting what they are to be told of, by item
 */
record PersonsReminders(SortedMap<String, Instant> nudged, SortedMap<String, Waiting> waiting) {
    static final PersonsReminders NONE = new PersonsReminders(new TreeMap<>(), new TreeMap<>());

    /** More than one message shows; their to-do list has them all, however long nobody could reach them. */
    static final int WAITING_MAX = 200;

    PersonsReminders {
        nudged = Collections.unmodifiableSortedMap(new TreeMap<>(nudged));
        // What was stored before reminders gathered here has none.
        waiting = Collections.unmodifiableSortedMap(waiting == null ? new TreeMap<>() : new TreeMap<>(waiting));
    }

    /** Without what is of no interest any more. */
    PersonsReminders at(Instant now, long told, Duration cooldown) {
        SortedMap<String, Instant> lately = new TreeMap<>(nudged);
        if (cooldown.isPositive()) {
            lately.values().removeIf(last -> !last.plus(cooldown).isAfter(now));
        }
        SortedMap<String, Waiting> left = new TreeMap<>(waiting);
        left.values().removeIf(each -> each.since() <= told);
        return new PersonsReminders(lately, left);
    }

    /** With one more; whoever nudged about the same item before is still named. */
    PersonsReminders with(String about, Waiting added, Instant now) {
        SortedMap<String, Instant> lately = new TreeMap<>(nudged);
        SortedMap<String, Waiting> more = new TreeMap<>(waiting);
        Waiting before = more.get(about);
        if (added.by() != null) {
            lately.put(about, now);
            more.put(about, added);
        } else {
            more.put(
                    about, new Waiting(added.since(), added.flow(), added.item(), before == null ? null : before.by()));
        }
        while (more.size() > WAITING_MAX) {
            more.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparingLong(Waiting::since)))
                    .ifPresent(oldest -> more.remove(oldest.getKey()));
        }
        return new PersonsReminders(lately, more);
    }
}
