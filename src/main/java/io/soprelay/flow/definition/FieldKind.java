package io.soprelay.flow.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field holds, with its limits. */
public sealed interface FieldKind {

    /**
     * Words.
     *
     * @param maxChars 1 to 1000 (a Feishu input takes no more), counted in code points
     * @param pattern a whole-value regular expression, or null
     * @param personal whether it says something of a person, so that it is stored hidden and can be erased; null for no, as
     *     in definitions that earlier releases published
     */
    record Text(
            int maxChars,
            boolean multiline,
            @Nullable String pattern,
            @Nullable Boolean personal) implements FieldKind {
        public Text(int maxChars, boolean multiline, @Nullable String pattern) {
            this(maxChars, multiline, pattern, null);
        }

        public boolean isPersonal() {
            return Boolean.TRUE.equals(personal);
        }
    }

    /**
     * A number.
     *
     * @param min smallest allowed value, or null
     * @param max largest allowed value, or null
     * @param decimals how many digits may follow the point, 0 to 6
     * @param unit shown behind the number, may be empty
     */
    record Number(@Nullable BigDecimal min, @Nullable BigDecimal max, int decimals, String unit) implements FieldKind {}

    /**
     * An amount in the company's currency, two decimals.
     *
     * @param min smallest allowed value, or null
     * @param max largest allowed value, or null
     */
    record Money(@Nullable BigDecimal min, @Nullable BigDecimal max) implements FieldKind {}

    /** The calendar day picked, without a zone. */
    record Date() implements FieldKind {}

    /** An instant with the offset as entered. */
    record DateTime() implements FieldKind {}

    /** One of the options. */
    record Choice(List<String> options) implements FieldKind {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** Any of the options. */
    record MultiChoice(List<String> options) implements FieldKind {
        public MultiChoice {
            options = List.copyOf(options);
        }
    }

    /** A member of the company. */
    record Person() implements FieldKind {}

    /**
     * Evidence: pictures or files.
     *
     * @param maxCount 1 to 9
     */
    record Attachment(int maxCount) implements FieldKind {}

    /**
     * A record of another flow. A reference tells its target the state always, and the fields in {@code tells}.
     *
     * @param flow the other flow's key
     * @param accepts the other record's states in which it may be referred to
     * @param tells ids of fields of this flow whose values the target learns
     * @param refusals what people read when the other record is in a state that is not accepted, by state
     * @param brings ids of fields of the other flow whose values a record takes into its own fields of the same id when
     *     it starts; null for none, as in definitions that earlier releases published
     */
    record Reference(
            String flow,
            List<String> accepts,
            List<String> tells,
            Map<String, String> refusals,
            @Nullable List<String> brings)
            implements FieldKind {
        public Reference {
            accepts = List.copyOf(accepts);
            tells = List.copyOf(tells);
            refusals = Map.copyOf(refusals);
            brings = brings == null || brings.isEmpty() ? null : List.copyOf(brings);
        }

        /** {@link #brings}, empty for none. */
        public List<String> brought() {
            return brings == null ? List.of() : brings;
        }
    }

    /**
     * Computed over what linked records told; never filled by a person.
     *
     * @param flow the linked records' flow
     * @param field the told field; ignored for {@link Function#COUNT}
     * @param inStates linked records in other states do not count
     * @param unit shown behind the number; null for none, as in definitions that earlier releases published
     */
    record RollUp(
            String flow,
            Function function,
            String field,
            List<String> inStates,
            @Nullable String unit) implements FieldKind {
        public RollUp {
            inStates = List.copyOf(inStates);
        }

        /** How the told values become one. */
        public enum Function {
            SUM,
            COUNT
        }
    }
}
