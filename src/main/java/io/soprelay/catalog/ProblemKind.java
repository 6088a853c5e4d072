package io.soprelay.catalog;

import java.util.Locale;

/**
 * Everything the reader and the linter can find. What each means stands as {@code <constant>.reason} and
 * {@code <constant>.fix} in {@code lint_zh_CN.properties}.
 */
enum ProblemKind {
    TOO_LARGE,
    NOT_YAML,
    TAB,
    TAG,
    TOO_DEEP,
    TOO_MANY_ALIASES,
    SEVERAL_DOCUMENTS,
    TOP_NOT_A_MAPPING,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    DUPLICATE_KEY,
    UNKNOWN_FORMAT,
    MISSING_KEY,
    EMPTY_VALUE,
    UNKNOWN_KEY,
    UNKNOWN_KEY_MEANT,
    NOT_A_TEXT,
    NOT_A_MAPPING,
    TEXT_TOO_LONG,
    CONTROL_CHARACTER,
    TOO_MANY,
    DOUBLED,
    BAD_CHOICE,
    BAD_NUMBER,
    OUT_OF_RANGE,
    MIN_OVER_MAX,
    SUM_AND_COUNT,
    BAD_FIELD_NAME,
    RESERVED_WORD,
    BAD_KEY,
    BAD_PREFIX,
    BAD_PATTERN,
    BAD_URL,
    BAD_PEOPLE,
    ROLE_WITHOUT_BRACES,
    LINKED_PERSON,
    BAD_DUE,
    WORKING_TIME,
    BAD_TIME,
    BAD_PERIOD,
    BAD_DURATION,
    BAD_REMINDER,
    REMINDER_TOO_FAR,
    BAD_OPENER,
    BAD_PLACEHOLDER,
    NO_GUARD,
    LABEL_WITHOUT_BY,
    UNKNOWN_NAME,
    UNKNOWN_NAME_MEANT,
    WRONG_SORT,
    NO_INITIAL,
    SEVERAL_INITIAL,
    LEAVES_FINAL,
    TO_ITSELF,
    UNREACHABLE,
    DEAD_END,
    STATE_NAME_TAKEN,
    AUTOMATIC_LOOP,
    NEVER_OPENS,
    OPENS_AT_END,
    REMINDER_WITHOUT_DUE,
    NOT_A_TIME_FIELD,
    NOT_A_PERSON_FIELD,
    ROLLUP_IN_FORM,
    NEVER_FILLED,
    TITLE_NOT_ASKED,
    TITLE_NOT_WORDS,
    PERSONAL_NOT_TEXT,
    PERSONAL_TITLE,
    PERSONAL_TOLD,
    PERSONAL_CONDITION,
    PERSONAL_THERE,
    PARTICIPANT_LOOP,
    CONDITION,
    START_WITHOUT_REQUIRED,
    FLOW_TAKEN,
    UNKNOWN_FLOW,
    UNKNOWN_FLOW_MEANT,
    UNKNOWN_THERE,
    UNKNOWN_THERE_MEANT,
    NOT_TOLD,
    NOT_A_NUMBER_THERE,
    OTHER_KIND_THERE,
    NOT_A_REFERENCE_THERE,
    NOT_ACCEPTED,
    ACCEPTED_AND_REFUSED,
    ROLLUP_CYCLE;

    private static final int FACT_CHARS_MAX = 200;

    String reason(Object... facts) {
        return sentence("reason", facts);
    }

    String fix(Object... facts) {
        return sentence("fix", facts);
    }

    private String sentence(String part, Object... facts) {
        Object[] shown = new Object[facts.length];
        for (int i = 0; i < facts.length; i++) {
            shown[i] = shown(String.valueOf(facts[i]));
        }
        return String.format(Locale.ROOT, LintTexts.text(name() + "." + part), shown);
    }

    /** Facts come from the file: one line, bounded, so that a hostile file cannot flood a card or a log. */
    private static String shown(String fact) {
        String line = fact.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= FACT_CHARS_MAX ? line : line.substring(0, FACT_CHARS_MAX) + "…";
    }
}
