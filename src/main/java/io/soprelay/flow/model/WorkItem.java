package io.soprelay.flow.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One round of a task or an approval. {@link #parts()} says what each person's card shows: its version changes exactly
 * when the form or status changes, or when that person gains, loses or completes a part; a press on an older version is
 * stale.
 */
public sealed interface WorkItem {

    ItemId id();

    Status status();

    Instant openedAt();

    /** By when; null for no due time. */
    @Nullable
    Instant dueAt();

    /** Reminder moments still ahead, ascending. */
    List<Instant> reminders();

    /** Whose turn it may be, in order: assignees of a task, remaining and past approvers of an approval. */
    Basis basis();

    /** Every person who ever had a part in it, with the version of that person's card, in the order they came. */
    Map<MemberId, Integer> parts();

    /** Who may act on it right now; empty once it is closed. */
    List<MemberId> holders();

    /** When it stopped being open; null while it is open. */
    @Nullable
    Instant endedAt();

    /** What became of the item. */
    enum Status {
        /** Waiting for its holders. */
        OPEN,
        /** Completed, or passed. */
        DONE,
        /** An approval that was rejected. */
        REJECTED,
        /** Nobody's business any more: the record moved on or ended. */
        CLOSED
    }

    /**
     * Where the holders came from.
     *
     * @param role the role they hold; null if they were named otherwise
     * @param roleVersion the role's version when they were resolved; 0 without a role
     */
    record Basis(@Nullable String role, long roleVersion) {}

    /** Why a new round was opened: somebody sent the last one back. */
    record SentBack(MemberId by, String reason) {}

    /**
     * Values and evidence kept for the form until it is complete.
     *
     * @param values raw form values as submitted, by field id
     * @param submitted whether the person pressed complete and only evidence was missing, so that the arriving evidence
     *     completes the task
     * @param evidence what was sent, by field id
     */
    record Draft(Map<String, List<String>> values, boolean submitted, Map<String, List<Evidence>> evidence) {
        public static final Draft EMPTY = new Draft(Map.of(), false, Map.of());

        public Draft {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        }
    }

    /**
     * 待办任务.
     *
     * @param creator in whose name it was created
     * @param prefill raw values the form starts with (a reopened form)
     * @param sentBack null for a first round
     * @param completedBy null unless DONE
     * @param result the values given; empty unless DONE
     */
    record TodoTask(
            ItemId id,
            Status status,
            Instant openedAt,
            @Nullable Instant dueAt,
            List<Instant> reminders,
            Basis basis,
            Map<MemberId, Integer> parts,
            List<MemberId> holders,
            @Nullable Instant endedAt,
            MemberId creator,
            Map<String, List<String>> prefill,
            @Nullable SentBack sentBack,
            Draft draft,
            @Nullable MemberId completedBy,
            Map<String, FieldValue> result)
            implements WorkItem {
        public TodoTask {
            reminders = List.copyOf(reminders);
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            holders = List.copyOf(holders);
            prefill = Collections.unmodifiableMap(new LinkedHashMap<>(prefill));
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        }
    }

    /**
     * 审批.
     *
     * @param approvers everybody asked in this round, in order; who has decided stays in the list
     * @param decisions what was decided, oldest first
     */
    record Approval(
            ItemId id,
            Status status,
            Instant openedAt,
            @Nullable Instant dueAt,
            List<Instant> reminders,
            Basis basis,
            Map<MemberId, Integer> parts,
            List<MemberId> holders,
            @Nullable Instant endedAt,
            List<MemberId> approvers,
            List<Verdict> decisions)
            implements WorkItem {
        public Approval {
            reminders = List.copyOf(reminders);
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            holders = List.copyOf(holders);
            approvers = List.copyOf(approvers);
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * One person's decision.
     *
     * @param comment the reason of a rejection, or an optional remark; empty for none
     */
    record Verdict(MemberId by, boolean approved, String comment, Instant at) {}
}
