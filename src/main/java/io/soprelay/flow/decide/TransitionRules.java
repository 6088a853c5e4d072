package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowCommand.MoveToState;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import java.util.List;
import java.util.Optional;

/** When the record moves. */
public final class TransitionRules {
    /** More automatic moves in one commit mean that rules of the flow chase each other. */
    static final int MOVES_MAX = 20;

    private TransitionRules() {}

    /** The rules by which the acting member may move the record by hand now, in file order: buttons to show. */
    public static List<TransitionRule> manualMoves(
            FlowDefinition definition, FlowInstance instance, DecisionContext context) {
        return definition.transitions().stream()
                .filter(rule -> rule.guard().isManual())
                .filter(rule -> rule.from().contains(instance.state()))
                .filter(rule -> isMover(definition, instance, context, rule))
                .filter(rule -> holds(rule.guard(), instance, context))
                .toList();
    }

    /** The manual rules that enter a state, wherever they start. */
    static List<TransitionRule> manualTo(FlowDefinition definition, String to) {
        return definition.transitions().stream()
                .filter(rule -> rule.guard().isManual() && rule.to().equals(to))
                .toList();
    }

    static boolean isMover(
            FlowDefinition definition, FlowInstance instance, DecisionContext context, TransitionRule rule) {
        return rule.guard().manual().stream()
                .anyMatch(who -> PeopleRules.resolve(definition, instance, context.people(), who)
                        .members()
                        .contains(context.actor()));
    }

    /** Whether a move by hand must say why: it ends the record, and others have work in it. */
    public static boolean needsReason(FlowDefinition definition, TransitionRule rule) {
        return rule.guard().isManual() && definition.state(rule.to()).kind() == StateKind.FINAL;
    }

    /** Moves by hand. */
    static Optional<Rejection> moveByHand(Turn turn, MoveToState command) {
        Optional<TransitionRule> rule = manualMoves(turn.definition(), turn.instance(), turn.context()).stream()
                .filter(candidate -> candidate.to().equals(command.to()))
                .findFirst();
        if (rule.isEmpty()) {
            return Optional.of(Rejection.of(
                    Code.WRONG_STATE,
                    "Cannot move to '%s' from '%s': the rule's other conditions do not hold"
                            .formatted(command.to(), turn.instance().state())));
        }
        String reason = TextLimits.visible(command.reason());
        if (reason.isEmpty() && needsReason(turn.definition(), rule.get())) {
            return Optional.of(Rejection.of(
                    Code.REASON_MISSING, "Ending the record in '%s' needs a reason".formatted(command.to())));
        }
        if (TextLimits.isTooLong(reason)) {
            return Optional.of(TextLimits.tooLong(reason));
        }
        move(turn, rule.get(), turn.context().actor(), reason);
        return Optional.empty();
    }

    /** Moves as long as an automatic rule holds. */
    static Optional<Rejection> moveOn(Turn turn) {
        for (int moves = 0; ; moves++) {
            Optional<TransitionRule> rule = nextAutomatic(turn);
            if (rule.isEmpty()) {
                return Optional.empty();
            }
            if (moves == MOVES_MAX) {
                return Optional.of(Rejection.of(
                        Code.LIMIT_REACHED,
                        "More than %d automatic moves in one commit, the next by rule '%s'"
                                .formatted(MOVES_MAX, rule.get().id())));
            }
            move(turn, rule.get(), MemberId.SYSTEM, "");
        }
    }

    private static Optional<TransitionRule> nextAutomatic(Turn turn) {
        FlowInstance instance = turn.instance();
        if (turn.isFinal()) {
            return Optional.empty();
        }
        return turn.definition().transitions().stream()
                .filter(rule -> !rule.guard().isManual())
                .filter(rule -> rule.from().contains(instance.state()))
                .filter(rule -> holds(rule.guard(), instance, turn.context()))
                .findFirst();
    }

    private static void move(Turn turn, TransitionRule rule, MemberId by, String reason) {
        turn.happen(new StateChanged(turn.now(), turn.instance().state(), rule.to(), rule.id(), by, reason));
        ItemRules.closeLeft(turn);
        ItemRules.open(turn, new Opener.Entered(rule.to()), null);
    }

    private static boolean holds(TransitionGuard guard, FlowInstance instance, DecisionContext context) {
        String approval = guard.approval();
        String condition = guard.condition();
        return guard.filled().stream().allMatch(instance.data()::isFilled)
                && (approval == null || hasPassed(instance, approval))
                && (condition == null
                        || context.conditions().holds(condition, instance.data(), context.now(), context.zone()));
    }

    private static boolean hasPassed(FlowInstance instance, String approval) {
        return instance.newest(approval).map(WorkItem::status).equals(Optional.of(Status.DONE));
    }
}
