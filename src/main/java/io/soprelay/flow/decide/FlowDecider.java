package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import org.jspecify.annotations.Nullable;

/** What a command makes happen. */
public final class FlowDecider {
    private FlowDecider() {}

    /** Placeholder until the core's first slice lands: keep the core's own version of this file. */
    public static Decision decide(
            FlowDefinition definition, @Nullable FlowInstance instance, FlowCommand command, DecisionContext context) {
        throw new UnsupportedOperationException("the core lands with the next commit");
    }
}
