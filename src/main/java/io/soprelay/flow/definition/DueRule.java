package io.soprelay.flow.definition;

import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;

/** By when, as the flow's author writes it; calendar arithmetic happens in the company's time zone. */
public sealed interface DueRule {

    /** The first such time of day at least 30 minutes away. */
    record AtTime(LocalTime at) implements DueRule {}

    /** Calendar days after the moment in a date or date-time field, at the same time of day. */
    record AfterField(String field, Period plus) implements DueRule {}

    /** So long after the item opened. */
    record After(Duration plus) implements DueRule {}
}
