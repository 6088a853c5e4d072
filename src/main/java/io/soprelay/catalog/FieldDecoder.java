package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code fields} of a flow. */
final class FieldDecoder {
    private static final String TYPES =
            "text、number、money、date、datetime、choice、multi-choice、person、attachment、reference、rollup";
    private static final int DEFAULT_TEXT_CHARS = 200;
    private static final Pattern WELL_FORMED = Pattern.compile("[\\p{IsHan}A-Za-z_][\\p{IsHan}A-Za-z0-9_]*");

    private final Reading reading;

    FieldDecoder(Reading reading) {
        this.reading = reading;
    }

    List<FieldDefinition> decode(Section flow) {
        List<FieldDefinition> fields = new ArrayList<>();
        Map<String, Section> sections = flow.sections("fields", true, "field");
        sections.keySet().forEach(name -> reading.names().declare(Sort.FIELD, name));
        sections.forEach((name, section) -> fields.add(field(name, section)));
        return fields;
    }

    private FieldDefinition field(String name, Section section) {
        boolean wellFormed = WELL_FORMED.matcher(name).matches()
                && name.codePointCount(0, name.length()) <= FlowLimits.FIELD_NAME_CHARS;
        if (!wellFormed) {
            reading.problems()
                    .add(section.place(), ProblemKind.BAD_FIELD_NAME, name, Suggestions.identifier(name), name);
        } else if (FlowLimits.isReservedWord(name)) {
            reading.problems().add(section.place(), ProblemKind.RESERVED_WORD, name, Suggestions.identifier(name));
        }
        String label = section.textOr("label", name, FlowLimits.NAME_CHARS + 10);
        String example = section.textOr("example", "", FlowLimits.SENTENCE_CHARS);
        FieldKind kind = kind(section);
        if (!(kind instanceof FieldKind.Text) && section.has("personal")) {
            reading.problems().add(section.place("personal"), ProblemKind.PERSONAL_NOT_TEXT, name);
        }
        section.finish();
        return new FieldDefinition(name, label, kind, example);
    }

    private FieldKind kind(Section section) {
        String type = section.text("type", FlowLimits.KEY_CHARS);
        return switch (type) {
            case "text" -> text(section);
            case "number" -> {
                Range range = range(section);
                yield new FieldKind.Number(
                        range.min(),
                        range.max(),
                        section.wholeNumber("decimals", 2, 0, 6),
                        section.textOr("unit", "", 10));
            }
            case "money" -> {
                Range range = range(section);
                yield new FieldKind.Money(range.min(), range.max());
            }
            case "date" -> new FieldKind.Date();
            case "datetime" -> new FieldKind.DateTime();
            case "choice" -> new FieldKind.Choice(options(section));
            case "multi-choice" -> new FieldKind.MultiChoice(options(section));
            case "person" -> new FieldKind.Person();
            case "attachment" -> new FieldKind.Attachment(section.wholeNumber("max", 9, 1, 9));
            case "reference" -> reference(section);
            case "rollup" -> rollUp(section);
            default -> {
                if (!type.isEmpty()) {
                    unknownType(section, type);
                }
                List.of("max", "min", "decimals", "unit", "pattern", "multiline", "personal", "options", "flow")
                        .forEach(section::has);
                yield new FieldKind.Text(FlowLimits.TEXT_FIELD_CHARS, false, null);
            }
        };
    }

    private void unknownType(Section section, String type) {
        String meant = Suggestions.nearest(type, List.of(TYPES.split("、"))).orElse(TYPES);
        reading.problems().add(section.place("type"), ProblemKind.BAD_CHOICE, "type", type, meant);
    }

    private FieldKind text(Section section) {
        int charsMax = section.wholeNumber("max", DEFAULT_TEXT_CHARS, 1, FlowLimits.TEXT_FIELD_CHARS);
        String pattern = section.textOr("pattern", "", FlowLimits.PATTERN_CHARS);
        if (!pattern.isEmpty()) {
            PatternRules.problem(pattern)
                    .ifPresent(detail ->
                            reading.problems().add(section.place("pattern"), ProblemKind.BAD_PATTERN, pattern, detail));
        }
        boolean multiline = section.flag("multiline", false);
        @Nullable Boolean personal = section.flag("personal", false) ? true : null;
        return new FieldKind.Text(charsMax, multiline, pattern.isEmpty() ? null : pattern, personal);
    }

    private List<String> options(Section section) {
        return section.texts("options", true, FlowLimits.OPTIONS, FlowLimits.KEY_CHARS);
    }

    private record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {}

    private Range range(Section section) {
        BigDecimal min = section.number("min");
        BigDecimal max = section.number("max");
        if (min != null && max != null && min.compareTo(max) > 0) {
            reading.problems()
                    .add(section.place("min"), ProblemKind.MIN_OVER_MAX, min.toPlainString(), max.toPlainString());
        }
        return new Range(min, max);
    }

    private FieldKind reference(Section section) {
        List<String> tells = new ArrayList<>();
        for (FlowNode.Scalar told : section.scalars("tells", false, FlowLimits.LIST_ITEMS)) {
            tells.add(reading.names().use(told.text(), told.place(), Sort.FIELD));
        }
        List<String> brings = new ArrayList<>();
        for (FlowNode.Scalar brought : section.scalars("brings", false, FlowLimits.LIST_ITEMS)) {
            brings.add(reading.names().use(brought.text(), brought.place(), Sort.FIELD));
        }
        Map<String, String> refusals = new LinkedHashMap<>();
        section.entries("refusals", false)
                .forEach((state, entry) ->
                        refusals.put(state, section.textOf(entry.value(), "refusals", FlowLimits.SENTENCE_CHARS)));
        return new FieldKind.Reference(
                section.text("flow", FlowLimits.KEY_CHARS),
                section.texts("accepts", true, FlowLimits.LIST_ITEMS, FlowLimits.NAME_CHARS),
                tells,
                refusals,
                brings);
    }

    private FieldKind rollUp(Section section) {
        String flow = section.text("flow", FlowLimits.KEY_CHARS);
        List<String> states = section.texts("in", true, FlowLimits.LIST_ITEMS, FlowLimits.NAME_CHARS);
        String written = section.textOr("unit", "", 10);
        @Nullable String unit = written.isEmpty() ? null : written;
        boolean counts = section.flag("count", false);
        if (counts && section.has("sum")) {
            reading.problems().add(section.place("count"), ProblemKind.SUM_AND_COUNT);
        }
        if (counts) {
            return new FieldKind.RollUp(flow, FieldKind.RollUp.Function.COUNT, "", states, unit);
        }
        String field = section.text("sum", FlowLimits.FIELD_NAME_CHARS);
        return new FieldKind.RollUp(flow, FieldKind.RollUp.Function.SUM, field, states, unit);
    }
}
