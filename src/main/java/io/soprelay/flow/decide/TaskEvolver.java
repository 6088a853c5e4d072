package io.soprelay.flow.decide;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.FlowEvent.EvidenceAdded;
import io.soprelay.flow.model.FlowEvent.EvidenceAttached;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.ItemReassigned;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.Basis;
import io.soprelay.flow.model.WorkItem.Draft;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a to-do task is after its events. */
final class TaskEvolver {
    private TaskEvolver() {}

    static TodoTask opened(TaskOpened event) {
        return new TodoTask(
                event.task(),
                Status.OPEN,
                event.at(),
                event.dueAt(),
                event.reminders(),
                event.basis(),
                Parts.raised(Map.of(), event.holders()),
                event.holders(),
                null,
                event.creator(),
                event.prefill(),
                event.sentBack(),
                new Draft(Map.of(), false, event.keptEvidence()),
                null,
                Map.of());
    }

    static TodoTask completed(TodoTask task, TaskCompleted event) {
        return ended(task, Status.DONE, event.at(), event.by(), event.values());
    }

    static TodoTask closed(TodoTask task, ItemClosed event) {
        return ended(task, Status.CLOSED, event.at(), null, Map.of());
    }

    static TodoTask draftSaved(TodoTask task, DraftSaved event) {
        return withWork(task, new Draft(event.values(), true, task.draft().evidence()), task.result());
    }

    static TodoTask evidenceAttached(TodoTask task, EvidenceAttached event) {
        Draft draft = task.draft();
        List<Evidence> files = new ArrayList<>();
        if (!event.first()) {
            files.addAll(draft.evidence().getOrDefault(event.field(), List.of()));
        }
        files.removeAll(event.replaced());
        files.add(event.evidence());
        Map<String, List<Evidence>> evidence = new LinkedHashMap<>(draft.evidence());
        evidence.put(event.field(), List.copyOf(files));
        return withWork(task, new Draft(draft.values(), draft.submitted(), evidence), task.result());
    }

    /** The form and the status stay, so the card's version does. */
    static TodoTask evidenceAdded(TodoTask task, EvidenceAdded event) {
        List<Evidence> files = new ArrayList<>();
        if (!event.first() && task.result().get(event.field()) instanceof FieldValue.Files given) {
            files.addAll(given.values());
        }
        files.removeAll(event.replaced());
        files.add(event.evidence());
        Map<String, FieldValue> result = new LinkedHashMap<>(task.result());
        result.put(event.field(), new FieldValue.Files(files));
        return withWork(task, task.draft(), result);
    }

    static TodoTask reassigned(TodoTask task, ItemReassigned event) {
        Map<MemberId, Integer> parts = Parts.raised(task.parts(), Parts.changed(task.holders(), event.holders()));
        return held(task, task.reminders(), event.basis(), parts, event.holders());
    }

    static TodoTask reminded(TodoTask task, Instant moment) {
        List<Instant> ahead = task.reminders().stream()
                .filter(reminder -> !reminder.equals(moment))
                .toList();
        return held(task, ahead, task.basis(), task.parts(), task.holders());
    }

    /** A closed item needs no draft any more: what counted of it is in the result. */
    private static TodoTask ended(
            TodoTask task, Status status, Instant at, @Nullable MemberId by, Map<String, FieldValue> result) {
        return new TodoTask(
                task.id(),
                status,
                task.openedAt(),
                task.dueAt(),
                List.of(),
                task.basis(),
                Parts.raised(task.parts(), task.holders()),
                List.of(),
                at,
                task.creator(),
                task.prefill(),
                task.sentBack(),
                Draft.EMPTY,
                by,
                result);
    }

    private static TodoTask withWork(TodoTask task, Draft draft, Map<String, FieldValue> result) {
        return new TodoTask(
                task.id(),
                task.status(),
                task.openedAt(),
                task.dueAt(),
                task.reminders(),
                task.basis(),
                task.parts(),
                task.holders(),
                task.endedAt(),
                task.creator(),
                task.prefill(),
                task.sentBack(),
                draft,
                task.completedBy(),
                result);
    }

    private static TodoTask held(
            TodoTask task, List<Instant> reminders, Basis basis, Map<MemberId, Integer> parts, List<MemberId> holders) {
        return new TodoTask(
                task.id(),
                task.status(),
                task.openedAt(),
                task.dueAt(),
                reminders,
                basis,
                parts,
                holders,
                task.endedAt(),
                task.creator(),
                task.prefill(),
                task.sentBack(),
                task.draft(),
                task.completedBy(),
                task.result());
    }
}
