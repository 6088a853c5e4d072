package io.soprelay.digest;

import io.soprelay.flow.model.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's wish to be told each day. Stored.
 *
 * @param active false once it was taken back
 * @param at when, in the company's zone
 * @param flows keys of the flows to report on; empty for all
 * @param next when the timer fires
 * @param lastDay the newest day a digest was sent for; null for none yet. There is at most one a day, whatever the time
 *     was changed to
 */
public record Subscription(
        MemberId member,
        boolean active,
        LocalTime at,
        List<String> flows,
        Instant next,
        @Nullable LocalDate lastDay) {
    public Subscription {
        flows = List.copyOf(flows);
    }

    /** As wished for now; a digest of today stays the only one of today. */
    static Subscription wished(
            @Nullable Subscription before,
            MemberId member,
            LocalTime at,
            List<String> flows,
            Instant now,
            ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate last = before == null ? null : before.lastDay();
        boolean stillToday = !today.equals(last) && now.isBefore(moment(today, at, zone));
        Instant next = moment(stillToday ? today : today.plusDays(1), at, zone);
        return new Subscription(member, true, at, flows, next, last);
    }

    Subscription takenBack() {
        return new Subscription(member, false, at, flows, next, lastDay);
    }

    /** After its timer fired: whatever was missed while the bot was down is one digest for today. */
    Subscription fired(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return new Subscription(member, true, at, flows, moment(today.plusDays(1), at, zone), today);
    }

    private static Instant moment(LocalDate day, LocalTime at, ZoneId zone) {
        return day.atTime(at).atZone(zone).toInstant();
    }
}
