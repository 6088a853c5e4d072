package io.soprelay.engine;

import io.soprelay.flow.definition.FlowDefinition;
import java.util.Optional;

/** The published definitions, from memory. */
public interface Definitions {

    /** The newest version; empty if there is no such flow. */
    Optional<FlowDefinition> latest(String flow);

    /** @throws IllegalStateException if this version was never published */
    FlowDefinition version(String flow, int version);
}
