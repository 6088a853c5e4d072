package io.soprelay.chat.view;

import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card.Tone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By when an item is due, in words and colour. */
final class Deadline {
    private Deadline() {}

    static Tone tone(Phrases phrases, WorkItem item, Instant now) {
        Instant due = item.dueAt();
        if (due == null) {
            return Tone.OPEN;
        }
        if (due.isBefore(now)) {
            return Tone.OVERDUE;
        }
        return phrases.isToday(due, now) ? Tone.DUE : Tone.OPEN;
    }

    /** ⏰ 今天 18:00 前; null without a due time. */
    static @Nullable String when(Phrases phrases, WorkItem item, Instant now) {
        Instant due = item.dueAt();
        if (due == null) {
            return null;
        }
        return phrases.say(due.isBefore(now) ? "due.overdue" : "due.before", phrases.time(due, now));
    }

    /** The same for the end of a line in a list; empty without a due time. */
    static String tail(Phrases phrases, WorkItem item, Instant now) {
        Instant due = item.dueAt();
        return due == null ? "" : " · " + phrases.say("due.tail", phrases.time(due, now));
    }
}
