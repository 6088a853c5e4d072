package io.soprelay.testkit;

import io.soprelay.engine.Definitions;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.util.Map;
import java.util.Optional;

/** Both flows of the fixtures at version 1. */
public final class FixtureFlows implements Definitions {
    private final Map<String, FlowDefinition> flows = Map.of(
            "delivery", DeliveryFlow.definition(),
            "return", ReturnFlow.definition());

    @Override
    public Optional<FlowDefinition> latest(String flow) {
        return Optional.ofNullable(flows.get(flow));
    }

    @Override
    public FlowDefinition version(String flow, int version) {
        return latest(flow).orElseThrow();
    }
}
