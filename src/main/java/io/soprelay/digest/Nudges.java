package io.soprelay.digest;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.reminder.Reminders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the holders of an item to get on with it: one commit a holder, in the holder's own partition, where it waits with
 * whatever else that person is to be reminded of. Nobody is nudged about the same item twice within {@link #COOLDOWN}.
 * The record is not touched. Safe for concurrent use; throws {@code LedgerUnavailableException}.
 */
public final class Nudges {
    /** A second one within the hour says nothing new. Counted on business time. */
    public static final Duration COOLDOWN = Duration.ofHours(1);

    private final Reminders reminders;

    public Nudges(Reminders reminders) {
        this.reminders = reminders;
    }

    /** What came of a nudge. */
    public sealed interface Outcome {
        /** They are told; a repeat of the command id is answered with it too. */
        record Nudged(List<MemberId> holders) implements Outcome {
            public Nudged {
                holders = List.copyOf(holders);
            }
        }

        /**
         * All of them were nudged about it within the hour.
         *
         * @param again from when on it may be done again
         */
        record TooSoon(List<MemberId> holders, Instant again) implements Outcome {
            public TooSoon {
                holders = List.copyOf(holders);
            }
        }

        /** Nobody has to do it any more. */
        record NotOpen() implements Outcome {}
    }

    /**
     * Nudges whoever holds the item now.
     *
     * @param by who asks; the caller has checked that they may
     */
    public Outcome nudge(FlowInstance instance, ItemId item, MemberId by, CommandId command) {
        List<MemberId> holders = instance.find(item).map(WorkItem::holders).orElse(List.of());
        if (holders.isEmpty()) {
            return new Outcome.NotOpen();
        }
        List<MemberId> told = new ArrayList<>();
        Instant again = Instant.MAX;
        for (MemberId holder : holders) {
            Optional<Instant> tooSoon = reminders.nudge(holder, instance.id(), item, by, command, COOLDOWN);
            if (tooSoon.isEmpty()) {
                told.add(holder);
            } else if (tooSoon.get().isBefore(again)) {
                again = tooSoon.get();
            }
        }
        return told.isEmpty() ? new Outcome.TooSoon(holders, again) : new Outcome.Nudged(told);
    }
}
