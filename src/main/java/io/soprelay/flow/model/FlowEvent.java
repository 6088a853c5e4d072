package io.soprelay.flow.model;

import io.soprelay.flow.model.WorkItem.Basis;
import io.soprelay.flow.model.WorkItem.SentBack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a flow instance. Each event carries all that {@code evolve} needs: no
 * definition, clock or directory is asked again. {@code at} is business time.
 */
public sealed interface FlowEvent {

    Instant at();

    record FlowStarted(
            Instant at,
            FlowId id,
            String number,
            String flow,
            int definitionVersion,
            String state,
            MemberId initiator,
            MemberId owner)
            implements FlowEvent {}

    /** Values entered the record: from a form, or computed (a roll-up). */
    record FieldsFilled(Instant at, Map<String, FieldValue> values) implements FlowEvent {}

    /** Fields of the record became blank: a form showed their values and came back without them. */
    record FieldsCleared(Instant at, List<String> fields) implements FlowEvent {
        public FieldsCleared {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The record moved.
     *
     * @param rule id of the transition rule
     * @param by who moved it by hand; {@link MemberId#SYSTEM} for an automatic move
     * @param reason empty for none
     */
    record StateChanged(Instant at, String from, String to, String rule, MemberId by, String reason)
            implements FlowEvent {}

    record TaskOpened(
            Instant at,
            ItemId task,
            Basis basis,
            List<MemberId> holders,
            MemberId creator,
            @Nullable Instant dueAt,
            List<Instant> reminders,
            Map<String, List<String>> prefill,
            Map<String, List<Evidence>> keptEvidence,
            @Nullable SentBack sentBack)
            implements FlowEvent {}

    /** @param values what the form gave; they also stand in a {@link FieldsFilled} of the same commit */
    record TaskCompleted(Instant at, ItemId task, MemberId by, Map<String, FieldValue> values) implements FlowEvent {}

    record DraftSaved(Instant at, ItemId task, MemberId by, Map<String, List<String>> values) implements FlowEvent {}

    /**
     * Evidence came for an open task.
     *
     * @param first whether it replaces what an earlier round left in this field
     * @param replaced files of this round whose place it takes
     */
    record EvidenceAttached(
            Instant at, ItemId task, String field, Evidence evidence, boolean first, List<Evidence> replaced)
            implements FlowEvent {
        public EvidenceAttached {
            // Records of releases that replaced no single file have none.
            replaced = replaced == null ? List.of() : List.copyOf(replaced);
        }
    }

    /**
     * Evidence that was sent together with the completion came after it: the task's result and the record have it too.
     *
     * @param first whether it replaces what an earlier round left in this field; in records of earlier releases only
     * @param replaced files whose place it takes
     */
    record EvidenceAdded(
            Instant at, ItemId task, String field, Evidence evidence, boolean first, List<Evidence> replaced)
            implements FlowEvent {
        public EvidenceAdded {
            replaced = replaced == null ? List.of() : List.copyOf(replaced);
        }
    }

    /** @param holders who may decide first; the rest of {@code approvers} waits */
    record ApprovalOpened(
            Instant at,
            ItemId approval,
            Basis basis,
            List<MemberId> approvers,
            List<MemberId> holders,
            @Nullable Instant dueAt,
            List<Instant> reminders)
            implements FlowEvent {}

    /**
     * One approver approved.
     *
     * @param next who may decide now
     */
    record ApprovalGranted(Instant at, ItemId approval, MemberId by, String comment, List<MemberId> next)
            implements FlowEvent {}

    /** The round is over, approved. */
    record ApprovalPassed(Instant at, ItemId approval) implements FlowEvent {}

    /** The round is over, rejected. */
    record ApprovalRejected(Instant at, ItemId approval, MemberId by, String reason) implements FlowEvent {}

    /** An open item is nobody's business any more. */
    record ItemClosed(Instant at, ItemId item) implements FlowEvent {}

    /**
     * Other people hold the item now.
     *
     * @param approvers for an approval everybody asked, past deciders included; for a task equal to {@code holders}
     */
    record ItemReassigned(Instant at, ItemId item, Basis basis, List<MemberId> approvers, List<MemberId> holders)
            implements FlowEvent {}

    record HoldersReminded(Instant at, ItemId item, Instant moment) implements FlowEvent {}

    /**
     * People were told something; nobody has to act.
     *
     * @param notice the notice's key in the definition
     */
    record NoticeGiven(Instant at, String notice, List<MemberId> to) implements FlowEvent {}

    record LinkedRecordNoted(Instant at, LinkedRecord source) implements FlowEvent {}

    /** Personal texts and files were deleted for ever; everything else stays. */
    record TextsErased(Instant at, MemberId by) implements FlowEvent {}
}
