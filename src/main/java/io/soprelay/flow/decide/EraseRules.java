package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import java.util.List;
import java.util.Optional;

/** Deleting what a record holds of persons. The texts themselves are not the core's business: a store hides them. */
public final class EraseRules {
    private EraseRules() {}

    /**
     * Whoever works with a record needs its texts: only one that waits for nobody, and never will again, is erased, and once.
     */
    public static Optional<Rejection> rightState(FlowDefinition definition, FlowInstance instance) {
        if (instance.erased() != null) {
            return Optional.of(Rejection.of(Code.ALREADY_DONE, "%s is erased already".formatted(instance.number())));
        }
        if (!isOver(definition, instance)) {
            return Optional.of(Rejection.of(
                    Code.WRONG_STATE, "%s is under way in '%s'".formatted(instance.number(), instance.state())));
        }
        return mayGoOn(definition, instance.state())
                ? Optional.of(Rejection.of(
                        Code.WRONG_STATE, "%s may go on from '%s'".formatted(instance.number(), instance.state())))
                : Optional.empty();
    }

    /** Whether a rule leads from the state to work: what ends there opens nothing. */
    private static boolean mayGoOn(FlowDefinition definition, String state) {
        return definition.transitions().stream()
                .filter(rule -> rule.from().contains(state))
                .anyMatch(rule -> definition.state(rule.to()).kind() != StateKind.FINAL);
    }

    /** Whether it waits for nobody any more. */
    public static boolean isOver(FlowDefinition definition, FlowInstance instance) {
        StateKind kind = definition.state(instance.state()).kind();
        return kind == StateKind.FINAL
                || kind == StateKind.SETTLED && instance.openItems().isEmpty();
    }

    /**
     * For an erased record that has its key once more: an older store was put back. What was wanted then is done again.
     *
     * @param decision as for a record without a key; stands unless it says that all is done
     */
    public static Decision again(FlowInstance instance, Decision decision, DecisionContext context) {
        if (!(decision instanceof Decision.Refused(Rejection refused)) || refused.code() != Code.ALREADY_DONE) {
            return decision;
        }
        List<FlowEvent> events = List.of(new TextsErased(context.now(), context.actor()));
        return new Decision.Accepted(events, List.of(new Effect.EraseFiles()), FlowEvolver.apply(instance, events));
    }

    static Optional<Rejection> erase(Turn turn) {
        turn.happen(new TextsErased(turn.now(), turn.context().actor()));
        return Optional.empty();
    }
}
