package io.soprelay.im.simulator.control;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as the page gets them: the phones are in Shanghai. */
final class Moments {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter PERSON =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZONE);

    private Moments() {}

    /** {@code 2026-11-22T16:03:00+08:00}, to the millisecond. */
    static String written(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.MILLIS).atZone(ZONE));
    }

    /** As a person reads it. */
    static String spoken(Instant moment) {
        return PERSON.format(moment);
    }

    /** The first such time of day after {@code now}. */
    static OffsetDateTime next(LocalTime time, Instant now) {
        ZonedDateTime today = now.atZone(ZONE).with(time);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toOffsetDateTime();
    }
}
