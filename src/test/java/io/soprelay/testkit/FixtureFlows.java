package io.soprelay.testkit;

import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.util.List;

/** Both flows of the fixtures. */
public final class FixtureFlows extends FlowsAtVersionOne {
    public FixtureFlows() {
        super(List.of(DeliveryFlow.definition(), ReturnFlow.definition()));
    }
}
