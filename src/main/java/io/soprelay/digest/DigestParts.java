package io.soprelay.digest;

import io.soprelay.directory.Members;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Deliveries;
import io.soprelay.reminder.Reminders;
import java.time.ZoneId;

/** The room put together. */
public record DigestParts(Digests digests, Subscriptions subscriptions, Nudges nudges, Reminders reminders) {

    public static DigestParts of(
            Ledger ledger,
            Schedules schedules,
            Rows rows,
            BusinessTime time,
            Deliveries deliveries,
            Members members,
            ZoneId zone,
            Breather breather) {
        Reminders reminders = new Reminders(ledger, schedules, deliveries, time);
        return new DigestParts(
                new Digests(rows, members, time, zone, breather),
                new Subscriptions(ledger, schedules, deliveries, time, zone),
                new Nudges(reminders),
                reminders);
    }

    /** What the outbox hands to this room. */
    public DigestTimerHandler timers() {
        return new DigestTimerHandler(subscriptions);
    }
}
