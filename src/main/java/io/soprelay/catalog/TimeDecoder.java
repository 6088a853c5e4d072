package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.ReminderRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code due} and {@code remind}. */
final class TimeDecoder {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Reading reading;

    TimeDecoder(Reading reading) {
        this.reading = reading;
    }

    @Nullable
    DueRule due(Section item) {
        Section due = item.section("due", false).orElse(null);
        if (due == null) {
            return null;
        }
        DueRule rule = null;
        if (due.has("in")) {
            due.text("in", FlowLimits.KEY_CHARS);
            reading.problems().add(due.place("in"), ProblemKind.WORKING_TIME);
        }
        if (due.has("at")) {
            LocalTime at = time(due);
            rule = at == null ? null : new DueRule.AtTime(at);
        } else if (due.has("field")) {
            String field =
                    reading.names().use(due.text("field", FlowLimits.FIELD_NAME_CHARS), due.place("field"), Sort.FIELD);
            Period plus = period(due);
            rule = plus == null ? null : new DueRule.AfterField(field, plus);
        } else if (due.has("plus")) {
            Duration plus = duration(due, "plus");
            rule = plus == null ? null : new DueRule.After(plus);
        } else {
            reading.problems().add(due.place(), ProblemKind.BAD_DUE, "");
        }
        due.finish();
        return rule;
    }

    List<ReminderRule> reminders(Section item) {
        List<ReminderRule> reminders = new ArrayList<>();
        for (FlowNode node : item.list("remind", false, FlowLimits.OPTIONS)) {
            if (node instanceof FlowNode.Scalar scalar) {
                if (scalar.text().equals("at-due")) {
                    reminders.add(new ReminderRule(Duration.ZERO));
                } else {
                    reading.problems().add(node.place(), ProblemKind.BAD_REMINDER, scalar.text());
                }
                continue;
            }
            item.sectionOf(node, "remind", LintTexts.text("example.remind")).ifPresent(section -> {
                String key = section.has("after") ? "after" : "before";
                Duration distance = duration(section, key);
                if (distance != null && distance.compareTo(Duration.ofDays(FlowLimits.REMINDER_DAYS)) > 0) {
                    reading.problems().add(section.place(key), ProblemKind.REMINDER_TOO_FAR, FlowLimits.REMINDER_DAYS);
                } else if (distance != null) {
                    reminders.add(new ReminderRule(key.equals("after") ? distance : distance.negated()));
                }
                section.finish();
            });
        }
        return reminders;
    }

    private @Nullable LocalTime time(Section due) {
        String text = due.text("at", FlowLimits.KEY_CHARS);
        if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            return LocalTime.parse(text);
        }
        reading.problems().add(due.place("at"), ProblemKind.BAD_TIME, text);
        return null;
    }

    private @Nullable Period period(Section due) {
        String text = due.text("plus", FlowLimits.KEY_CHARS);
        try {
            Period period = Period.parse(text);
            if (!period.isNegative() && period.toTotalMonths() <= 12 && period.getDays() <= LONGEST.toDays()) {
                return period;
            }
        } catch (DateTimeException e) {
            // reported below, with the example
        }
        if (!text.isEmpty()) {
            reading.problems().add(due.place("plus"), ProblemKind.BAD_PERIOD, text);
        }
        return null;
    }

    private @Nullable Duration duration(Section section, String key) {
        String text = section.text(key, FlowLimits.KEY_CHARS);
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // reported below, with the example
        }
        if (!text.isEmpty()) {
            reading.problems().add(section.place(key), ProblemKind.BAD_DURATION, text);
        }
        return null;
    }
}
