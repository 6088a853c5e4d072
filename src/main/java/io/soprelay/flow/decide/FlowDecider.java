package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Decision;
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
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command makes happen. */
public final class FlowDecider {
    /** Bounds the instance: a record sent back so often needs a talk, not another round. */
    static final int ITEMS_MAX = 500;

    private FlowDecider() {}

    /**
     * Decides; pure, so the same inputs always give the same answer. Checks in one order: exists, visible, permitted,
     * right state, own rule. Then tries the automatic rules, again after each move.
     *
     * @param definition the very version the instance is pinned to
     * @param instance null before the start
     * @throws IllegalArgumentException if the definition is not the instance's
     */
    public static Decision decide(
            FlowDefinition definition, @Nullable FlowInstance instance, FlowCommand command, DecisionContext context) {
        requireOwnDefinition(definition, instance);
        Turn turn = new Turn(definition, instance, context);
        Optional<Rejection> refusal = CommandChecks.refusal(definition, instance, command, context)
                .or(() -> ownRule(turn, command))
                .or(() -> TransitionRules.moveOn(turn))
                .or(() -> sizeLimit(turn));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        FlowInstance next = turn.instance().withVersion(turn.instance().version() + 1);
        return new Decision.Accepted(turn.events(), EffectRules.effects(instance, next, turn), next);
    }

    private static Optional<Rejection> ownRule(Turn turn, FlowCommand command) {
        return switch (command) {
            case StartFlow start -> StartRules.start(turn, start);
            case CompleteTask complete -> TodoTaskRules.complete(turn, complete);
            case SaveDraft save -> TodoTaskRules.saveDraft(turn, save);
            case AttachEvidence attach -> EvidenceRules.attach(turn, attach);
            case Approve approve -> ApprovalRules.approve(turn, approve);
            case Reject reject -> ApprovalRules.reject(turn, reject);
            case MoveToState move -> TransitionRules.moveByHand(turn, move);
            case RemindHolders remind -> ReminderRules.remind(turn, remind);
            case Reassign reassign -> ReassignRules.reassign(turn, reassign.item());
            case NoteLinkedRecord note -> LinkRules.note(turn, note.source());
            case EraseTexts erase -> EraseRules.erase(turn);
        };
    }

    private static Optional<Rejection> sizeLimit(Turn turn) {
        int items = turn.instance().items().size();
        return items <= ITEMS_MAX
                ? Optional.empty()
                : Optional.of(Rejection.of(Code.LIMIT_REACHED, "The record would have %d items".formatted(items)));
    }

    private static void requireOwnDefinition(FlowDefinition definition, @Nullable FlowInstance instance) {
        if (instance != null
                && !(definition.key().equals(instance.flow())
                        && definition.version() == instance.definitionVersion())) {
            throw new IllegalArgumentException("%s is pinned to %s version %d, but was decided by %s version %d"
                    .formatted(
                            instance.number(),
                            instance.flow(),
                            instance.definitionVersion(),
                            definition.key(),
                            definition.version()));
        }
    }
}
