package io.soprelay.engine;

import io.soprelay.flow.decide.LinkRules;
import io.soprelay.flow.model.Effect.TellLinked;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the records whose linked record has not heard what they are now. */
final class OwedTells {
    private final FlowEngine engine;
    private final FlowRecords records;
    private final Deliveries deliveries;

    OwedTells(FlowEngine engine, FlowRecords records, Deliveries deliveries) {
        this.engine = engine;
        this.records = records;
        this.deliveries = deliveries;
    }

    /**
     * The targets are read after their sources: what they know by then can only be newer. One that cannot be read in the
     * archive has nothing to hear: that must not keep its sources from what they are owed.
     */
    void find(List<FlowInstance> sources, Owed owed) {
        Map<FlowId, List<TellLinked>> tells = new HashMap<>();
        Set<FlowId> targets = new TreeSet<>();
        for (FlowInstance source : sources) {
            List<TellLinked> standing = LinkRules.standing(engine.definitionOf(source), source);
            tells.put(source.id(), standing);
            standing.forEach(tell -> targets.add(tell.target()));
        }
        Map<FlowId, FlowInstance> known = new HashMap<>();
        records.lookAtReadable(List.copyOf(targets)).forEach(target -> known.put(target.id(), target));
        tells.forEach((source, standing) -> standing.forEach(tell -> {
            FlowInstance target = known.get(tell.target());
            if (target != null && LinkRules.hasToHear(target, tell.source())) {
                owed.put(source, deliveries.add(new Delivery.LinkDelivery(tell.target(), tell.source())));
            }
        }));
    }
}
