package io.soprelay.flow.decide;

import io.soprelay.flow.model.FieldValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads days and moments: {@code 2026-11-22}, {@code 2026/11/22 16:03}, {@code 2026-11-22 16:03 +0800}. */
final class MomentParser {
    private static final String DAY = "([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})";
    private static final String OFFSET = "(?:\\s*([+-][0-9]{2}):?([0-9]{2}))?";
    private static final Pattern DATE = Pattern.compile(DAY + OFFSET);
    private static final Pattern DATE_TIME =
            Pattern.compile(DAY + "(?:\\s+|T)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?" + OFFSET);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    private MomentParser() {}

    /** The calendar day picked; an offset, as pickers send it, says nothing about the day. */
    static Optional<FieldValue> day(String text) {
        Matcher parts = DATE.matcher(FieldParser.halfWidth(text).strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FieldValue.Day(date(parts)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** An instant with the offset as entered; without one, the zone's at that moment. */
    static Optional<FieldValue> moment(String text, ZoneId zone) {
        Matcher parts = DATE_TIME.matcher(FieldParser.halfWidth(text).strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            int second = parts.group(6) == null ? 0 : number(parts, 6);
            LocalDateTime local = date(parts).atTime(number(parts, 4), number(parts, 5), second);
            OffsetDateTime moment = parts.group(7) == null
                    ? local.atZone(zone).toOffsetDateTime()
                    : local.atOffset(ZoneOffset.of(parts.group(7) + ":" + parts.group(8)));
            return Optional.of(new FieldValue.Moment(moment));
        } catch (DateTimeException noSuchMoment) {
            return Optional.empty();
        }
    }

    static String raw(OffsetDateTime moment) {
        return (moment.getSecond() == 0 ? MINUTES : SECONDS).format(moment);
    }

    private static LocalDate date(Matcher parts) {
        return LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
