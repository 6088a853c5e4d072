package io.soprelay.flow.definition;

/** What being in a state means for the record's life. */
public enum StateKind {
    /** Where every record begins; exactly one a flow. */
    INITIAL,
    /** Work goes on. */
    NORMAL,
    /** The work is done: counts as finished, may still be left by a listed automatic rule. */
    SETTLED,
    /** The end: no rule leaves it. */
    FINAL
}
