package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowCommand.Approve;
import io.soprelay.flow.model.FlowCommand.AttachEvidence;
import io.soprelay.flow.model.FlowCommand.CompleteTask;
import io.soprelay.flow.model.FlowCommand.EraseTexts;
import io.soprelay.flow.model.FlowCommand.MoveToState;
import io.soprelay.flow.model.FlowCommand.NoteLinkedRecord;
import io.soprelay.flow.model.FlowCommand.Reassign;
import io.soprelay.flow.model.FlowCommand.Reject;
import io.soprelay.flow.model.FlowCommand.RemindHolders;
import io.soprelay.flow.model.FlowCommand.SaveDraft;
import io.soprelay.flow.model.FlowCommand.StartFlow;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.flow.model.WorkItem.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks before a command's own rule, in their one order: exists, visible, permitted, right state. Nobody learns
 * the state of what is not theirs to see.
 */
final class CommandChecks {
    private final FlowDefinition definition;
    private final FlowInstance instance;
    private final DecisionContext context;
    private final MemberId actor;

    private CommandChecks(FlowDefinition definition, FlowInstance instance, DecisionContext context) {
        this.definition = definition;
        this.instance = instance;
        this.context = context;
        this.actor = context.actor();
    }

    /** Why the command's own rule need not even be asked. */
    static Optional<Rejection> refusal(
            FlowDefinition definition, @Nullable FlowInstance instance, FlowCommand command, DecisionContext context) {
        if (command instanceof StartFlow) {
            return start(instance, context);
        }
        if (instance == null) {
            return refuse(Code.NOT_FOUND, "Cannot do %s: there is no such record".formatted(command));
        }
        CommandChecks checks = new CommandChecks(definition, instance, context);
        return checks.exists(command)
                .or(checks::visible)
                .or(() -> checks.permitted(command))
                .or(() -> checks.rightState(command));
    }

    private static Optional<Rejection> start(@Nullable FlowInstance instance, DecisionContext context) {
        if (context.actor().equals(MemberId.SYSTEM)) {
            return refuse(Code.NOT_PERMITTED, "Records are started by people");
        }
        return instance == null
                ? Optional.empty()
                : refuse(Code.ALREADY_DONE, "%s has started already".formatted(instance.number()));
    }

    private Optional<Rejection> exists(FlowCommand command) {
        return switch (command) {
            case StartFlow start -> Optional.empty();
            case CompleteTask complete -> itemExists(complete.task(), TodoTask.class);
            case SaveDraft save -> itemExists(save.task(), TodoTask.class);
            case AttachEvidence attach -> itemExists(attach.task(), TodoTask.class);
            case Approve approve -> itemExists(approve.approval(), Approval.class);
            case Reject reject -> itemExists(reject.approval(), Approval.class);
            case RemindHolders remind -> itemExists(remind.item(), WorkItem.class);
            case Reassign reassign -> itemExists(reassign.item(), WorkItem.class);
            case MoveToState move ->
                TransitionRules.manualTo(definition, move.to()).isEmpty()
                        ? refuse(Code.NOT_FOUND, "No rule leads to '%s' by hand".formatted(move.to()))
                        : Optional.empty();
            case NoteLinkedRecord note -> Optional.empty();
            case EraseTexts erase -> Optional.empty();
        };
    }

    private Optional<Rejection> visible() {
        return FlowVisibility.maySee(instance, context.people(), actor)
                ? Optional.empty()
                : refuse(Code.NOT_VISIBLE, "%s has nothing to do with %s".formatted(actor, instance.number()));
    }

    private Optional<Rejection> permitted(FlowCommand command) {
        return switch (command) {
            case StartFlow start -> Optional.empty();
            case CompleteTask complete -> itemIsTheirs(complete.task());
            case SaveDraft save -> itemIsTheirs(save.task());
            case AttachEvidence attach -> itemIsTheirs(attach.task());
            case Approve approve -> itemIsTheirs(approve.approval());
            case Reject reject -> itemIsTheirs(reject.approval());
            case MoveToState move -> mayMove(move);
            case RemindHolders remind -> systemOrAdmin();
            case Reassign reassign -> systemOrAdmin();
            case NoteLinkedRecord note -> systemOrAdmin();
            case EraseTexts erase -> systemOrAdmin();
        };
    }

    private Optional<Rejection> rightState(FlowCommand command) {
        return switch (command) {
            case StartFlow start -> Optional.empty();
            case CompleteTask complete -> itemIsOpen(complete.task(), complete.partVersion());
            case SaveDraft save -> itemIsOpen(save.task(), save.partVersion());
            case AttachEvidence attach -> takesEvidence(attach);
            case Approve approve -> itemIsOpen(approve.approval(), approve.partVersion());
            case Reject reject -> itemIsOpen(reject.approval(), reject.partVersion());
            case RemindHolders remind -> itemIsOpen(remind.item());
            case Reassign reassign -> itemIsOpen(reassign.item());
            case MoveToState move -> canLeave(move);
            case NoteLinkedRecord note -> Optional.empty();
            case EraseTexts erase -> EraseRules.rightState(definition, instance);
        };
    }

    private Optional<Rejection> itemExists(ItemId id, Class<? extends WorkItem> kind) {
        return instance.find(id).filter(kind::isInstance).isPresent()
                ? Optional.empty()
                : refuse(Code.NOT_FOUND, "%s has no %s '%s'".formatted(instance.number(), kind.getSimpleName(), id));
    }

    /** An open item is its holders'; a closed one still is whose card it was. */
    private Optional<Rejection> itemIsTheirs(ItemId id) {
        WorkItem item = item(id);
        boolean theirs = item.status() == Status.OPEN
                ? item.holders().contains(actor) || hasDone(item)
                : item.parts().containsKey(actor);
        return theirs
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Code.NOT_YOURS, "'%s' is not held by %s".formatted(id, actor), List.of(), item.holders()));
    }

    private Optional<Rejection> itemIsOpen(ItemId id, int partVersion) {
        return itemIsOpen(id).or(() -> {
            Integer current = item(id).parts().get(actor);
            return current != null && current == partVersion
                    ? Optional.empty()
                    : refuse(
                            Code.STALE_CARD,
                            "The card for '%s' has version %d, current is %s".formatted(id, partVersion, current));
        });
    }

    private Optional<Rejection> itemIsOpen(ItemId id) {
        WorkItem item = item(id);
        if (hasDone(item)) {
            return refuse(Code.ALREADY_DONE, "%s has done '%s' already".formatted(actor, id));
        }
        return item.status() == Status.OPEN
                ? Optional.empty()
                : refuse(Code.ITEM_CLOSED, "'%s' is %s".formatted(id, item.status()));
    }

    private Optional<Rejection> takesEvidence(AttachEvidence attach) {
        if (instance.erased() != null) {
            return refuse(Code.ITEM_CLOSED, "The files of %s are erased".formatted(instance.number()));
        }
        TodoTask task = (TodoTask) item(attach.task());
        return EvidenceRules.takesMore(instance, task, actor, attach.sentAt())
                ? Optional.empty()
                : itemIsOpen(attach.task());
    }

    private boolean hasDone(WorkItem item) {
        return switch (item) {
            case TodoTask task -> actor.equals(task.completedBy());
            case Approval approval ->
                approval.decisions().stream().map(Verdict::by).anyMatch(actor::equals);
        };
    }

    private Optional<Rejection> mayMove(MoveToState command) {
        List<TransitionRule> rules = TransitionRules.manualTo(definition, command.to());
        return rules.stream().anyMatch(rule -> TransitionRules.isMover(definition, instance, context, rule))
                ? Optional.empty()
                : refuse(Code.NOT_PERMITTED, "%s may not move to '%s'".formatted(actor, command.to()));
    }

    private Optional<Rejection> canLeave(MoveToState command) {
        if (instance.state().equals(command.to())) {
            return refuse(Code.ALREADY_DONE, "%s is in '%s' already".formatted(instance.number(), command.to()));
        }
        return TransitionRules.manualTo(definition, command.to()).stream()
                        .anyMatch(rule -> rule.from().contains(instance.state()))
                ? Optional.empty()
                : refuse(Code.WRONG_STATE, "Cannot move to '%s' from '%s'".formatted(command.to(), instance.state()));
    }

    private Optional<Rejection> systemOrAdmin() {
        return actor.equals(MemberId.SYSTEM) || context.people().isAdmin(actor)
                ? Optional.empty()
                : refuse(Code.NOT_PERMITTED, "%s is neither the system nor an admin".formatted(actor));
    }

    private WorkItem item(ItemId id) {
        return instance.find(id).orElseThrow();
    }

    private static Optional<Rejection> refuse(Code code, String found) {
        return Optional.of(Rejection.of(code, found));
    }
}
