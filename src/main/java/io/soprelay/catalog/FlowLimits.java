package io.soprelay.catalog;

import java.util.Locale;
import java.util.Set;

/**
 * How much a flow may hold. Card limits come from the platforms' forms and from the bar for executors (one idea a
 * sentence, five steps, few fields); counts keep a definition far under a card's and a commit's size.
 */
final class FlowLimits {
    static final int KEY_CHARS = 40;
    static final int NAME_CHARS = 20;
    static final int TITLE_CHARS = 60;
    static final int SENTENCE_CHARS = 60;
    static final int STEP_CHARS = 20;
    static final int STEPS = 5;
    static final int LINKS = 5;
    static final int NOTICE_CHARS = 200;
    static final int SOP_CHARS = 500;
    static final int SOP_LINES = 50;
    static final int FIELD_NAME_CHARS = 30;
    static final int TEXT_FIELD_CHARS = 1000;
    static final int PATTERN_CHARS = 200;
    static final int CONDITION_CHARS = 2000;
    static final int URL_CHARS = 500;
    static final int OPTIONS = 50;
    static final int FORM_FIELDS = 6;
    static final int FACTS = 10;
    static final int LIST_ITEMS = 100;
    static final int REMINDER_DAYS = 30;

    private static final Set<String> RESERVED_WORDS = Set.of(
            "and",
            "or",
            "not",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "instance",
            "of",
            "function",
            "external",
            "true",
            "false",
            "null",
            "item",
            "date",
            "time",
            "duration");

    private FlowLimits() {}

    /** Words that conditions keep for themselves. */
    static boolean isReservedWord(String name) {
        return RESERVED_WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
