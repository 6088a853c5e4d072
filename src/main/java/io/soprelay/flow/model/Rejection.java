package io.soprelay.flow.model;

import java.util.List;

/**
 * A refused command, as data: what was found and what would help. Nothing has happened.
 *
 * @param code why
 * @param found the fact behind it, for logs and tests; people read sentences made from the code
 * @param problems what is wrong with the form; empty unless {@link Code#FORM_INVALID} or {@link
 *     Code#EVIDENCE_MISSING}
 * @param holders whose business it is instead; empty if nobody's
 */
public record Rejection(Code code, String found, List<FieldProblem> problems, List<MemberId> holders) {
    public Rejection {
        problems = List.copyOf(problems);
        holders = List.copyOf(holders);
    }

    public static Rejection of(Code code, String found) {
        return new Rejection(code, found, List.of(), List.of());
    }

    /** Why, in the order in which it is checked: exists, visible, permitted, right state, own rule. */
    public enum Code {
        /** There is no such record, item, state or rule. */
        NOT_FOUND,
        /** The member has nothing to do with this record. */
        NOT_VISIBLE,
        /** It is somebody else's turn. */
        NOT_YOURS,
        /** The member may see it but may not do this. */
        NOT_PERMITTED,
        /** This member has already done it. */
        ALREADY_DONE,
        /** Somebody else has done it, or the record moved on. */
        ITEM_CLOSED,
        /** The card is older than the work it shows. */
        STALE_CARD,
        /** The record is in a state in which this cannot be done. */
        WRONG_STATE,
        /** Values are missing or wrong. */
        FORM_INVALID,
        /** Only evidence is missing: the values are right and can be kept as a draft. */
        EVIDENCE_MISSING,
        /** A rejection, or ending a record by hand, needs a reason. */
        REASON_MISSING,
        /** The record it refers to cannot be used now. */
        LINK_REFUSED,
        /** What is to be erased was stored in the open, by a release that hid no texts. */
        STORED_OPENLY,
        /** It would change nothing (older news, same people). */
        NOTHING_TO_DO,
        /** A limit is reached. */
        LIMIT_REACHED
    }

    /**
     * What is wrong with one field.
     *
     * @param found what was given, shortened to 40 characters; empty if nothing was
     * @param allowed what would be right, as data for the sentence: a number, a list of options; may be empty
     */
    public record FieldProblem(String field, Kind kind, String found, String allowed) {
        /** The ways in which a value can be wrong. */
        public enum Kind {
            REQUIRED,
            TOO_LONG,
            NOT_A_NUMBER,
            TOO_MANY_DECIMALS,
            TOO_SMALL,
            TOO_LARGE,
            /** No limit is set, and no honest amount is as large. */
            TOO_MANY_DIGITS,
            NOT_A_DATE,
            NOT_A_DATE_TIME,
            NOT_AN_OPTION,
            BAD_PATTERN,
            NO_SUCH_RECORD,
            EVIDENCE_MISSING,
            TOO_MANY_FILES,
            NOT_ASKED
        }
    }
}
