package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import java.util.Optional;

/** Deleting what a record holds of persons. The texts themselves are not the core's business: a store hides them. */
public final class EraseRules {
    private EraseRules() {}

    /** Whoever still works with a record needs its texts: only one that waits for nobody is erased, and once. */
    public static Optional<Rejection> rightState(FlowDefinition definition, FlowInstance instance) {
        if (instance.erased() != null) {
            return Optional.of(Rejection.of(Code.ALREADY_DONE, "%s is erased already".formatted(instance.number())));
        }
        return isOver(definition, instance)
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        Code.WRONG_STATE, "%s is under way in '%s'".formatted(instance.number(), instance.state())));
    }

    /** Whether it waits for nobody any more. */
    public static boolean isOver(FlowDefinition definition, FlowInstance instance) {
        StateKind kind = definition.state(instance.state()).kind();
        return kind == StateKind.FINAL
                || kind == StateKind.SETTLED && instance.openItems().isEmpty();
    }

    static Optional<Rejection> erase(Turn turn) {
        turn.happen(new TextsErased(turn.now(), turn.context().actor()));
        return Optional.empty();
    }
}
