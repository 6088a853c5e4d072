package io.soprelay.engine;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a command. */
public sealed interface EngineAnswer {

    /**
     * It is committed.
     *
     * @param instance the record as it is now
     * @param events what happened; empty if {@code repeated}
     * @param repeated whether this command id had been applied before
     */
    record Done(FlowInstance instance, FlowDefinition definition, List<FlowEvent> events, boolean repeated)
            implements EngineAnswer {
        public Done {
            events = List.copyOf(events);
        }
    }

    /**
     * It is refused; nothing happened.
     *
     * @param instance the record as it is; null if there is none
     * @param definition the record's, or the flow that should have been started; null if there is none
     */
    record Refused(
            Rejection rejection,
            @Nullable FlowInstance instance,
            @Nullable FlowDefinition definition) implements EngineAnswer {}
}
