package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand.AttachEvidence;
import io.soprelay.flow.model.FlowCommand.CompleteTask;
import io.soprelay.flow.model.FlowCommand.SaveDraft;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.FlowEvent.EvidenceAttached;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
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
            completed(turn, command.task(), form.values());
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

    static Optional<Rejection> attachEvidence(Turn turn, AttachEvidence command) {
        TodoTask task = task(turn, command.task());
        boolean asked = definition(turn, task.id()).form().stream()
                .map(FormField::field)
                .anyMatch(command.field()::equals);
        if (!asked || !(turn.definition().field(command.field()).kind() instanceof FieldKind.Attachment kind)) {
            return Optional.of(new Rejection(
                    Code.FORM_INVALID,
                    "'%s' takes no evidence for '%s'".formatted(command.task(), command.field()),
                    List.of(FieldParser.problem(command.field(), Kind.NOT_ASKED, "", "")),
                    List.of()));
        }
        List<Evidence> sent = task.draft().evidence().getOrDefault(command.field(), List.of());
        boolean first = !sent.isEmpty() && isKept(turn, command.field(), sent);
        if (!first
                && sent.stream()
                        .anyMatch(
                                file -> file.sha256().equals(command.evidence().sha256()))) {
            return Optional.of(
                    Rejection.of(Code.NOTHING_TO_DO, "'%s' has this evidence already".formatted(command.field())));
        }
        if (!first && sent.size() >= kind.maxCount()) {
            return Optional.of(new Rejection(
                    Code.FORM_INVALID,
                    "'%s' has %d files".formatted(command.field(), sent.size()),
                    List.of(FormRules.tooManyFiles(command.field(), sent.size() + 1, kind.maxCount())),
                    List.of()));
        }
        turn.happen(new EvidenceAttached(turn.now(), task.id(), command.field(), command.evidence(), first));
        completeIfDraftIsWhole(turn, task.id());
        return Optional.empty();
    }

    /** The evidence still is what an earlier round left: it is in the record already. */
    private static boolean isKept(Turn turn, String field, List<Evidence> sent) {
        return turn.instance().data().get(field).equals(Optional.of(new FieldValue.Files(sent)));
    }

    private static void completeIfDraftIsWhole(Turn turn, ItemId id) {
        TodoTask task = task(turn, id);
        Draft draft = task.draft();
        if (draft.submitted()) {
            FormRules.Form form = read(turn, task, draft.values());
            if (form.refusal().isEmpty()) {
                completed(turn, id, form.values());
            }
        }
    }

    private static void completed(Turn turn, ItemId id, Map<String, FieldValue> values) {
        turn.happen(new TaskCompleted(turn.now(), id, turn.context().actor(), values));
        if (!values.isEmpty()) {
            turn.happen(new FieldsFilled(turn.now(), values));
        }
        ItemRules.open(turn, new Opener.Completed(id.key()), null);
    }

    private static FormRules.Form read(Turn turn, TodoTask task, Map<String, List<String>> raw) {
        return FormRules.read(
                turn.definition(),
                definition(turn, task.id()).form(),
                raw,
                task.draft().evidence(),
                turn.instance().data(),
                turn.context());
    }

    private static WorkItemDefinition.Task definition(Turn turn, ItemId id) {
        return (WorkItemDefinition.Task) turn.definition().item(id.key());
    }

    private static TodoTask task(Turn turn, ItemId id) {
        return (TodoTask) turn.instance().find(id).orElseThrow();
    }
}
