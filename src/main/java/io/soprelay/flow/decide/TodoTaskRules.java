package io.soprelay.flow.decide;

import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowCommand.CompleteTask;
import io.soprelay.flow.model.FlowCommand.SaveDraft;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.FlowEvent.FieldsCleared;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.Draft;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a task is completed: by its form, by its form and later evidence, or the other way round. */
final class TodoTaskRules {
    private TodoTaskRules() {}

    static Optional<Rejection> complete(Turn turn, CompleteTask command) {
        FormRules.Form form = read(turn, task(turn, command.task()), command.form());
        Optional<Rejection> refusal = form.refusal();
        if (refusal.isEmpty()) {
            completed(turn, command.task(), form);
        }
        return refusal;
    }

    static Optional<Rejection> saveDraft(Turn turn, SaveDraft command) {
        FormRules.Form form = read(turn, task(turn, command.task()), command.form());
        if (form.lacksOnlyEvidence()) {
            turn.happen(
                    new DraftSaved(turn.now(), command.task(), turn.context().actor(), command.form()));
            return Optional.empty();
        }
        return form.refusal()
                .or(() -> Optional.of(Rejection.of(
                        Code.NOTHING_TO_DO, "Nothing is missing in '%s': complete it".formatted(command.task()))));
    }

    /** The arriving evidence was all a submitted draft lacked. */
    static void completeIfDraftIsWhole(Turn turn, ItemId id) {
        TodoTask task = task(turn, id);
        Draft draft = task.draft();
        if (draft.submitted()) {
            FormRules.Form form = read(turn, task, draft.values());
            if (form.refusal().isEmpty()) {
                completed(turn, id, form);
            }
        }
    }

    private static void completed(Turn turn, ItemId id, FormRules.Form form) {
        turn.happen(new TaskCompleted(turn.now(), id, turn.context().actor(), form.values()));
        if (!form.values().isEmpty()) {
            turn.happen(new FieldsFilled(turn.now(), form.values()));
        }
        if (!form.cleared().isEmpty()) {
            turn.happen(new FieldsCleared(turn.now(), form.cleared()));
        }
        ItemRules.open(turn, new Opener.Completed(id.key()), null);
    }

    private static FormRules.Form read(Turn turn, TodoTask task, Map<String, List<String>> raw) {
        return FormRules.read(
                turn.definition(),
                definition(turn, task.id()).form(),
                raw,
                task.prefill(),
                task.draft().evidence(),
                turn.instance().data(),
                turn.context());
    }

    static WorkItemDefinition.Task definition(Turn turn, ItemId id) {
        return (WorkItemDefinition.Task) turn.definition().item(id.key());
    }

    static TodoTask task(Turn turn, ItemId id) {
        return (TodoTask) turn.instance().find(id).orElseThrow();
    }
}
