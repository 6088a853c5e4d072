package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.FlowPlay.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.ReminderRule;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.RecordData;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueRulesTest {
    private static final DueRule AT_SIX = new DueRule.AtTime(LocalTime.of(18, 0));
    private static final DueRule SEVEN_DAYS_LATER = new DueRule.AfterField("实际发货时间", Period.ofDays(7));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00, 2026-11-23T18:00:00",
        "2026-11-23T17:30:00, 2026-11-23T18:00:00",
        "2026-11-23T17:30:01, 2026-11-24T18:00:00",
        "2026-11-23T18:00:00, 2026-11-24T18:00:00",
        "2026-11-23T23:59:59, 2026-11-24T18:00:00",
        "2026-11-30T17:45:00, 2026-12-01T18:00:00",
        "2026-12-31T20:00:00, 2027-01-01T18:00:00"
    })
    void at_six_is_the_first_six_o_clock_at_least_thirty_minutes_away(String now, String due) {
        assertThat(DueRules.dueAt(AT_SIX, RecordData.EMPTY, shanghai(now), SHANGHAI))
                .isEqualTo(shanghai(due));
    }

    @Test
    void thirty_minutes_reach_over_midnight() {
        assertThat(DueRules.dueAt(
                        new DueRule.AtTime(LocalTime.of(0, 20)),
                        RecordData.EMPTY,
                        shanghai("2026-11-23T23:55:00"),
                        SHANGHAI))
                .isEqualTo(shanghai("2026-11-25T00:20:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T16:03:00+08:00, 2026-11-30T16:03:00",
        "2026-11-28T10:00:00+08:00, 2026-12-05T10:00:00",
        "2028-02-25T10:00:00+08:00, 2028-03-03T10:00:00",
        "2026-11-23T20:00:00+00:00, 2026-12-01T04:00:00"
    })
    void seven_days_are_calendar_days_at_the_same_time_in_the_company_s_zone(String shipped, String due) {
        RecordData data = shippedAt(OffsetDateTime.parse(shipped));
        assertThat(DueRules.dueAt(SEVEN_DAYS_LATER, data, shanghai("2026-11-23T10:00:00"), SHANGHAI))
                .isEqualTo(shanghai(due));
    }

    @Test
    void calendar_days_keep_the_time_of_day_where_the_clocks_change() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        RecordData data = shippedAt(OffsetDateTime.parse("2026-10-20T10:00:00+02:00"));
        assertThat(DueRules.dueAt(SEVEN_DAYS_LATER, data, Instant.EPOCH, berlin))
                .isEqualTo(OffsetDateTime.parse("2026-10-27T10:00:00+01:00").toInstant());
    }

    @Test
    void a_day_without_a_time_counts_from_its_end_of_work() {
        RecordData data = RecordData.EMPTY.with(Map.of("实际发货时间", new FieldValue.Day(LocalDate.of(2026, 11, 23))));
        assertThat(DueRules.dueAt(SEVEN_DAYS_LATER, data, Instant.EPOCH, SHANGHAI))
                .isEqualTo(shanghai("2026-11-30T18:00:00"));
    }

    @Test
    void without_a_rule_or_while_the_field_is_blank_there_is_no_due_time() {
        assertThat(DueRules.dueAt(null, RecordData.EMPTY, Instant.EPOCH, SHANGHAI))
                .isNull();
        assertThat(DueRules.dueAt(SEVEN_DAYS_LATER, RecordData.EMPTY, Instant.EPOCH, SHANGHAI))
                .isNull();
    }

    @Test
    void a_duration_counts_from_the_opening() {
        assertThat(DueRules.dueAt(
                        new DueRule.After(Duration.ofHours(4)),
                        RecordData.EMPTY,
                        shanghai("2026-11-23T22:00:00"),
                        SHANGHAI))
                .isEqualTo(shanghai("2026-11-24T02:00:00"));
    }

    @Test
    void reminders_ascend_and_past_ones_are_skipped() {
        List<ReminderRule> rules = List.of(
                new ReminderRule(Duration.ofDays(1)),
                new ReminderRule(Duration.ZERO),
                new ReminderRule(Duration.ofHours(-2)),
                new ReminderRule(Duration.ofHours(-1)),
                new ReminderRule(Duration.ZERO));
        Instant due = shanghai("2026-11-23T18:00:00");
        assertThat(DueRules.reminders(rules, due, shanghai("2026-11-23T16:00:00")))
                .containsExactly(
                        shanghai("2026-11-23T17:00:00"),
                        shanghai("2026-11-23T18:00:00"),
                        shanghai("2026-11-24T18:00:00"));
        assertThat(DueRules.reminders(rules, due, shanghai("2026-11-25T00:00:00")))
                .isEmpty();
        assertThat(DueRules.reminders(rules, null, Instant.EPOCH)).isEmpty();
    }

    private static RecordData shippedAt(OffsetDateTime moment) {
        return RecordData.EMPTY.with(Map.of("实际发货时间", new FieldValue.Moment(moment)));
    }

    private static Instant shanghai(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }
}
