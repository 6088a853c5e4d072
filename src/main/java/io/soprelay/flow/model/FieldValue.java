package io.soprelay.flow.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** A filled field. Blank fields have no value at all. */
public sealed interface FieldValue {

    /** Words, or the chosen option of a choice. */
    record Text(String value) implements FieldValue {}

    /** A number or an amount; the scale is as entered, compare with {@code compareTo}. */
    record Decimal(BigDecimal value) implements FieldValue {}

    /** The calendar day picked. */
    record Day(LocalDate value) implements FieldValue {}

    /** An instant with the offset as entered. */
    record Moment(OffsetDateTime value) implements FieldValue {}

    /** Chosen options. */
    record Choices(List<String> values) implements FieldValue {
        public Choices {
            values = List.copyOf(values);
        }
    }

    record Person(MemberId value) implements FieldValue {}

    record Files(List<Evidence> values) implements FieldValue {
        public Files {
            values = List.copyOf(values);
        }
    }

    /** A record of another flow. */
    record Link(FlowId target, String flow, String number) implements FieldValue {}
}
