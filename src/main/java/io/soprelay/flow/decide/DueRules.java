package io.soprelay.flow.decide;

import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.ReminderRule;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.RecordData;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By when, and when to remind. */
final class DueRules {
    /** A due time nearer than this leaves no time to do the work: the next day's is meant. */
    static final Duration NOTICE_MIN = Duration.ofMinutes(30);
    /** A day without a time of day is over for people when the working day is, as in seed 000-31. */
    static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private DueRules() {}

    /** @return null without a rule, or while the field it counts from is blank */
    static @Nullable Instant dueAt(@Nullable DueRule rule, RecordData data, Instant now, ZoneId zone) {
        return switch (rule) {
            case null -> null;
            case DueRule.After after -> now.plus(after.plus());
            case DueRule.AtTime time -> firstAt(time.at(), now, zone);
            case DueRule.AfterField field ->
                data.get(field.field())
                        .map(value -> moment(value, zone))
                        .map(moment -> moment.plus(field.plus()).toInstant())
                        .orElse(null);
        };
    }

    /** Ascending, without moments that are past when the item opens. */
    static List<Instant> reminders(List<ReminderRule> rules, @Nullable Instant dueAt, Instant now) {
        if (dueAt == null) {
            return List.of();
        }
        return rules.stream()
                .map(rule -> dueAt.plus(rule.offset()))
                .filter(moment -> moment.isAfter(now))
                .distinct()
                .sorted()
                .toList();
    }

    private static Instant firstAt(LocalTime time, Instant now, ZoneId zone) {
        Instant earliest = now.plus(NOTICE_MIN);
        LocalDate day = earliest.atZone(zone).toLocalDate();
        Instant sameDay = day.atTime(time).atZone(zone).toInstant();
        return sameDay.isBefore(earliest)
                ? day.plusDays(1).atTime(time).atZone(zone).toInstant()
                : sameDay;
    }

    private static @Nullable ZonedDateTime moment(FieldValue value, ZoneId zone) {
        return switch (value) {
            case FieldValue.Moment moment -> moment.value().atZoneSameInstant(zone);
            case FieldValue.Day day -> day.value().atTime(END_OF_DAY).atZone(zone);
            default -> null;
        };
    }
}
