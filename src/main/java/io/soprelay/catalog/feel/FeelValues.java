package io.soprelay.catalog.feel;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record's values as FEEL sees them: text, number, date, moment in the company's zone, list of texts. */
final class FeelValues {
    /** Neither 0 nor 1 nor whole, so that no division or comparison of an example goes a special way. */
    private static final BigDecimal EXAMPLE_NUMBER = new BigDecimal("7.25");

    private static final LocalDate EXAMPLE_DAY = LocalDate.of(2026, 11, 22);

    private FeelValues() {}

    static Object of(FieldValue value, ZoneId zone) {
        return switch (value) {
            case FieldValue.Text text -> text.value();
            case FieldValue.Decimal decimal -> decimal.value();
            case FieldValue.Day day -> day.value();
            case FieldValue.Moment moment -> moment.value().atZoneSameInstant(zone);
            case FieldValue.Choices choices -> choices.values();
            case FieldValue.Person person -> person.value().value();
            case FieldValue.Files files ->
                files.values().stream().map(Evidence::sha256).toList();
            case FieldValue.Link link -> link.number();
        };
    }

    /** A value of the right type for every field, to try an expression with. */
    static Map<String, Object> examples(List<FieldDefinition> fields, ZoneId zone) {
        Map<String, Object> examples = new HashMap<>();
        for (FieldDefinition field : fields) {
            examples.put(field.id(), example(field.kind(), zone));
        }
        return examples;
    }

    private static Object example(FieldKind kind, ZoneId zone) {
        return switch (kind) {
            case FieldKind.Text text -> "例子";
            case FieldKind.Choice choice -> "例子";
            case FieldKind.Person person -> "例子";
            case FieldKind.Reference reference -> "例子";
            case FieldKind.Number number -> EXAMPLE_NUMBER;
            case FieldKind.Money money -> EXAMPLE_NUMBER;
            case FieldKind.RollUp rollUp -> EXAMPLE_NUMBER;
            case FieldKind.Date date -> EXAMPLE_DAY;
            case FieldKind.DateTime dateTime -> ZonedDateTime.of(EXAMPLE_DAY.atTime(10, 30), zone);
            case FieldKind.MultiChoice choice -> List.of("例子");
            case FieldKind.Attachment attachment -> List.of("例子");
        };
    }
}
