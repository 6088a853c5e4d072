package io.soprelay.flow.decide;

import static java.util.stream.Collectors.joining;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads one field's raw texts as people type them. References and attachments are read by {@link FormRules}. */
final class FieldParser {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]*)?|[+-]?\\.[0-9]+");
    /** More digits than any amount of money has; keeps arithmetic cheap. */
    private static final int NUMBER_CHARS_MAX = 30;

    /** A million millions: beyond it a key was held down. A flow that says its own limits is taken at its word. */
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000000000");

    private static final int MONEY_DECIMALS = 2;
    /** As many as a person sees of a wrong value. */
    private static final int FOUND_CHARS_MAX = 40;

    private static final int MEMBER_CHARS_MAX = 80;
    /** Enough for any honest pattern over 1000 characters; an exponential one is stopped within milliseconds. */
    private static final int PATTERN_STEPS_MAX = 200_000;

    private FieldParser() {}

    /** A value or what is wrong with it: exactly one of the two. */
    record Read(@Nullable FieldValue value, @Nullable FieldProblem problem) {}

    /** @param texts at least one, none blank, stripped */
    static Read read(FieldDefinition field, List<String> texts, ZoneId zone) {
        String text = texts.getFirst();
        return switch (field.kind()) {
            case FieldKind.Text kind -> text(field, kind, text);
            case FieldKind.Number kind -> number(field, text, kind.unit(), kind.decimals(), kind.min(), kind.max());
            case FieldKind.Money kind -> number(field, text, "元", MONEY_DECIMALS, kind.min(), kind.max());
            case FieldKind.Date kind ->
                MomentParser.day(text)
                        .map(FieldParser::right)
                        .orElseGet(() -> wrong(field, Kind.NOT_A_DATE, text, "2026-11-22"));
            case FieldKind.DateTime kind ->
                MomentParser.moment(text, zone)
                        .map(FieldParser::right)
                        .orElseGet(() -> wrong(field, Kind.NOT_A_DATE_TIME, text, "2026-11-22 16:03"));
            case FieldKind.Choice kind ->
                kind.options().contains(text)
                        ? right(new FieldValue.Text(text))
                        : wrong(field, Kind.NOT_AN_OPTION, text, String.join("、", kind.options()));
            case FieldKind.MultiChoice kind -> choices(field, kind, texts);
            case FieldKind.Person kind -> person(field, text);
            case FieldKind.Attachment kind -> wrong(field, Kind.NOT_ASKED, text, "");
            case FieldKind.Reference kind -> wrong(field, Kind.NOT_ASKED, text, "");
            case FieldKind.RollUp kind -> wrong(field, Kind.NOT_ASKED, text, "");
        };
    }

    static FieldProblem problem(String field, Kind kind, String found, String allowed) {
        String shortened = found.codePointCount(0, found.length()) <= FOUND_CHARS_MAX
                ? found
                : found.substring(0, found.offsetByCodePoints(0, FOUND_CHARS_MAX));
        return new FieldProblem(field, kind, shortened, allowed);
    }

    private static Read right(FieldValue value) {
        return new Read(value, null);
    }

    private static Read wrong(FieldDefinition field, Kind kind, String found, String allowed) {
        return new Read(null, problem(field.id(), kind, found, allowed));
    }

    private static Read text(FieldDefinition field, FieldKind.Text kind, String raw) {
        String text = clean(raw, kind.multiline());
        if (text.codePointCount(0, text.length()) > kind.maxChars()) {
            return wrong(field, Kind.TOO_LONG, text, Integer.toString(kind.maxChars()));
        }
        String pattern = kind.pattern();
        return pattern == null || matches(pattern, text)
                ? right(new FieldValue.Text(text))
                : wrong(field, Kind.BAD_PATTERN, text, field.example());
    }

    private static String clean(String raw, boolean multiline) {
        String lines = raw.replace("\r\n", "\n").replace('\r', '\n');
        // Line by line: a pattern for blanks around line ends takes seconds for a page of blanks.
        String text = multiline
                ? lines
                : lines.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(joining(" "));
        return UNSEEN.matcher(text).replaceAll("").strip();
    }

    private static Read number(
            FieldDefinition field,
            String raw,
            String unit,
            int decimals,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        String text = withoutUnit(halfWidth(raw).strip(), unit);
        if (!NUMBER.matcher(text).matches()) {
            return wrong(field, Kind.NOT_A_NUMBER, raw, "");
        }
        if (text.length() > NUMBER_CHARS_MAX) {
            return wrong(field, Kind.TOO_MANY_DIGITS, raw, "");
        }
        BigDecimal number = new BigDecimal(text.replace(",", ""));
        if (number.stripTrailingZeros().scale() > decimals) {
            return wrong(field, Kind.TOO_MANY_DECIMALS, raw, Integer.toString(decimals));
        }
        if (min != null && number.compareTo(min) < 0) {
            return wrong(field, Kind.TOO_SMALL, raw, min.toPlainString());
        }
        if (max != null && number.compareTo(max) > 0) {
            return wrong(field, Kind.TOO_LARGE, raw, max.toPlainString());
        }
        boolean tooFar = number.abs().compareTo(AMOUNT_MAX) > 0 && (number.signum() > 0 ? max == null : min == null);
        return tooFar ? wrong(field, Kind.TOO_MANY_DIGITS, raw, "") : right(new FieldValue.Decimal(number));
    }

    private static String withoutUnit(String text, String unit) {
        String amount = text;
        if (unit.equals("元")) {
            amount = amount.startsWith("￥") || amount.startsWith("¥") ? amount.substring(1) : amount;
        }
        if (!unit.isEmpty() && amount.endsWith(unit)) {
            amount = amount.substring(0, amount.length() - unit.length());
        }
        return BLANKS.matcher(amount).replaceAll("");
    }

    /** Digits and signs as a Chinese keyboard may give them. */
    static String halfWidth(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            out.append(
                    switch (c) {
                        case '\u3000' -> ' ';
                        case '。' -> '.';
                        default -> c >= '！' && c <= '～' ? (char) (c - 0xFEE0) : c;
                    });
        }
        return out.toString();
    }

    private static Read choices(FieldDefinition field, FieldKind.MultiChoice kind, List<String> texts) {
        for (String text : texts) {
            if (!kind.options().contains(text)) {
                return wrong(field, Kind.NOT_AN_OPTION, text, String.join("、", kind.options()));
            }
        }
        return right(new FieldValue.Choices(
                kind.options().stream().filter(texts::contains).toList()));
    }

    private static Read person(FieldDefinition field, String text) {
        MemberId member = new MemberId(text);
        return text.length() > MEMBER_CHARS_MAX || member.equals(MemberId.SYSTEM)
                ? wrong(field, Kind.NOT_AN_OPTION, text, "")
                : right(new FieldValue.Person(member));
    }

    private static boolean matches(String pattern, String text) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(new BoundedText(text, new int[] {PATTERN_STEPS_MAX}));
            return matcher.matches();
        } catch (PatternSyntaxException | StepsExceeded unusable) {
            return false;
        }
    }

    /** Stops a pattern that tries too long: every step of the matcher reads a character. */
    private record BoundedText(CharSequence text, int[] stepsLeft) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (stepsLeft[0]-- <= 0) {
                throw new StepsExceeded();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new BoundedText(text.subSequence(start, end), stepsLeft);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class StepsExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepsExceeded() {
            super("pattern took too many steps", null, false, false);
        }
    }

    /** The raw text that reads as this value again. */
    static Optional<List<String>> raw(FieldValue value) {
        return switch (value) {
            case FieldValue.Text text -> Optional.of(List.of(text.value()));
            case FieldValue.Decimal decimal ->
                Optional.of(List.of(decimal.value().toPlainString()));
            case FieldValue.Day day -> Optional.of(List.of(day.value().toString()));
            case FieldValue.Moment moment -> Optional.of(List.of(MomentParser.raw(moment.value())));
            case FieldValue.Choices choices -> Optional.of(choices.values());
            case FieldValue.Person person -> Optional.of(List.of(person.value().value()));
            case FieldValue.Link link -> Optional.of(List.of(link.number()));
            case FieldValue.Files files -> Optional.empty();
        };
    }
}
