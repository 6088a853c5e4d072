package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand.AttachEvidence;
import io.soprelay.flow.model.FlowEvent.EvidenceAdded;
import io.soprelay.flow.model.FlowEvent.EvidenceAttached;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem.Kind;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where evidence goes. People send two to four pictures at once, and the first of them may complete the task: the others
 * were sent for it all the same.
 */
public final class EvidenceRules {
    /** Pictures picked together leave a phone within seconds; later ones are a new thought. */
    public static final Duration TOGETHER = Duration.ofMinutes(1);

    private EvidenceRules() {}

    /**
     * Whether what this member sent then still belongs to a task that is done: the member completed it, the message was
     * sent before the completion or within {@link #TOGETHER} after it, and no newer round asks for new evidence.
     */
    public static boolean takesMore(FlowInstance instance, TodoTask task, MemberId by, Instant sentAt) {
        Instant endedAt = task.endedAt();
        return by.equals(task.completedBy())
                && endedAt != null
                && !sentAt.isAfter(endedAt.plus(TOGETHER))
                && instance.newest(task.id().key()).filter(task::equals).isPresent();
    }

    static Optional<Rejection> attach(Turn turn, AttachEvidence command) {
        TodoTask task = TodoTaskRules.task(turn, command.task());
        String field = command.field();
        boolean asked = TodoTaskRules.definition(turn, task.id()).form().stream()
                .map(FormField::field)
                .anyMatch(field::equals);
        if (!asked || !(turn.definition().field(field).kind() instanceof FieldKind.Attachment kind)) {
            return Optional.of(new Rejection(
                    Code.FORM_INVALID,
                    "'%s' takes no evidence for '%s'".formatted(task.id(), field),
                    List.of(FieldParser.problem(field, Kind.NOT_ASKED, "", "")),
                    List.of()));
        }
        return task.status() == WorkItem.Status.OPEN
                ? attachToOpen(turn, task, command, kind)
                : addToDone(turn, task, command, kind);
    }

    private static Optional<Rejection> attachToOpen(
            Turn turn, TodoTask task, AttachEvidence command, FieldKind.Attachment kind) {
        String field = command.field();
        List<Evidence> sent = task.draft().evidence().getOrDefault(field, List.of());
        boolean first = !sent.isEmpty() && isKept(turn, field, sent);
        Optional<Rejection> refusal = first ? Optional.empty() : noRoom(command, sent, kind);
        if (refusal.isEmpty()) {
            List<Evidence> replaced = first ? List.of() : replaced(command, sent);
            turn.happen(new EvidenceAttached(turn.now(), task.id(), field, command.evidence(), first, replaced));
            TodoTaskRules.completeIfDraftIsWhole(turn, task.id());
        }
        return refusal;
    }

    private static Optional<Rejection> addToDone(
            Turn turn, TodoTask task, AttachEvidence command, FieldKind.Attachment kind) {
        String field = command.field();
        if (isJudged(turn.instance(), task)) {
            return Optional.of(
                    Rejection.of(Code.ITEM_CLOSED, "What '%s' gave was decided on already".formatted(task.id())));
        }
        Optional<FieldValue> given = Optional.ofNullable(task.result().get(field));
        if (!turn.instance().data().get(field).equals(given)) {
            return Optional.of(
                    Rejection.of(Code.ITEM_CLOSED, "'%s' is not what '%s' gave any more".formatted(field, task.id())));
        }
        List<Evidence> sent =
                given.map(value -> ((FieldValue.Files) value).values()).orElse(List.of());
        Optional<Rejection> refusal = noRoom(command, sent, kind);
        if (refusal.isEmpty()) {
            turn.happen(new EvidenceAdded(
                    turn.now(), task.id(), field, command.evidence(), false, replaced(command, sent)));
        }
        return refusal;
    }

    /** Somebody decided on what the done task gave: what was approved stays what was seen. */
    public static boolean isJudged(FlowInstance instance, TodoTask task) {
        Instant endedAt = Objects.requireNonNull(task.endedAt());
        return instance.items().stream()
                .anyMatch(item -> item instanceof Approval approval
                        && !approval.openedAt().isBefore(endedAt)
                        && approval.decisions().stream()
                                .anyMatch(verdict -> verdict.at().isAfter(endedAt)));
    }

    /** A picture takes the place of the files that somebody sent instead of one. */
    private static List<Evidence> replaced(AttachEvidence command, List<Evidence> sent) {
        return command.evidence().isStopgap()
                ? List.of()
                : sent.stream().filter(Evidence::isStopgap).toList();
    }

    private static Optional<Rejection> noRoom(AttachEvidence command, List<Evidence> sent, FieldKind.Attachment kind) {
        String sha256 = command.evidence().sha256();
        if (sent.stream().anyMatch(file -> file.sha256().equals(sha256))) {
            return Optional.of(
                    Rejection.of(Code.NOTHING_TO_DO, "'%s' has this evidence already".formatted(command.field())));
        }
        return sent.size() - replaced(command, sent).size() < kind.maxCount()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Code.FORM_INVALID,
                        "'%s' has %d files".formatted(command.field(), sent.size()),
                        List.of(FormRules.tooManyFiles(command.field(), sent.size() + 1, kind.maxCount())),
                        List.of()));
    }

    /** The evidence still is what an earlier round left: it is in the record already. */
    private static boolean isKept(Turn turn, String field, List<Evidence> sent) {
        return turn.instance().data().get(field).equals(Optional.of(new FieldValue.Files(sent)));
    }
}
