package io.soprelay.flow.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything that can be asked of a flow instance. Form values are raw texts as people gave them, by field id. */
public sealed interface FlowCommand {

    /** Starts a record with the values of the start form. */
    record StartFlow(Map<String, List<String>> form) implements FlowCommand {
        public StartFlow {
            form = Map.copyOf(form);
        }
    }

    /**
     * Completes a task with the values of its form.
     *
     * @param partVersion the version of the presser's card
     */
    record CompleteTask(ItemId task, int partVersion, Map<String, List<String>> form) implements FlowCommand {
        public CompleteTask {
            form = Map.copyOf(form);
        }
    }

    /** Keeps a form whose values are right but whose evidence is missing; the arriving evidence completes the task. */
    record SaveDraft(ItemId task, int partVersion, Map<String, List<String>> form) implements FlowCommand {
        public SaveDraft {
            form = Map.copyOf(form);
        }
    }

    /**
     * Binds evidence to a field of a task's form; what was sent together with the evidence that completed a task is still
     * added to it.
     *
     * @param field must be an attachment field of the task's form
     * @param sentAt when its message was sent, on business time; downloading it may have taken long since
     */
    record AttachEvidence(ItemId task, String field, Evidence evidence, Instant sentAt) implements FlowCommand {}

    /** @param comment optional remark; empty for none */
    record Approve(ItemId approval, int partVersion, String comment) implements FlowCommand {}

    /** @param reason mandatory: blank is refused */
    record Reject(ItemId approval, int partVersion, String reason) implements FlowCommand {}

    /**
     * Moves the record by a manual rule.
     *
     * @param to id of the state
     * @param reason mandatory if the move ends the record: blank is refused; else empty for none
     */
    record MoveToState(String to, String reason) implements FlowCommand {}

    /** A reminder moment has come. */
    record RemindHolders(ItemId item, Instant moment) implements FlowCommand {}

    /** The people behind an open item may have changed: resolve them again. */
    record Reassign(ItemId item) implements FlowCommand {}

    /** A record that refers to this one told something. */
    record NoteLinkedRecord(LinkedRecord source) implements FlowCommand {}

    /** Deletes personal texts and files of a finished record for ever. */
    record EraseTexts() implements FlowCommand {}
}
