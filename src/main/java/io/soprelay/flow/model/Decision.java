package io.soprelay.flow.model;

import java.util.List;

/** The answer to a command. */
public sealed interface Decision {

    /**
     * It happens.
     *
     * @param events at least one
     * @param next the instance after them, one version on
     */
    record Accepted(List<FlowEvent> events, List<Effect> effects, FlowInstance next) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            effects = List.copyOf(effects);
        }
    }

    /** It does not happen. */
    record Refused(Rejection rejection) implements Decision {}
}
