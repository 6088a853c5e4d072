package io.soprelay.simulation;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import io.soprelay.testkit.FlowsAtVersionOne;
import java.util.ArrayList;
import java.util.List;

/** A company's flows, each written at random and accepted by the real linter. */
final class SimulatedFlows extends FlowsAtVersionOne {
    private static final int TRIES_MAX = 200;

    private SimulatedFlows(Dice dice, Conditions conditions) {
        super(written(dice, conditions));
    }

    /** The same for the same seed. */
    static SimulatedFlows of(long seed) {
        return new SimulatedFlows(Dice.of(seed, 0).split(), World.CONDITIONS);
    }

    private static List<FlowDefinition> written(Dice dice, Conditions conditions) {
        FlowReader reader = new FlowReader(conditions);
        RandomFlowFile pen = new RandomFlowFile(dice);
        List<FlowDefinition> flows = new ArrayList<>(accepted(reader, pen, () -> List.of(pen.alone(1))));
        flows.addAll(accepted(reader, pen, () -> List.of(pen.alone(2))));
        flows.addAll(accepted(reader, pen, () -> pen.pair(3, 4)));
        return flows;
    }

    private interface Writing {
        List<FlowFile> files();
    }

    private static List<FlowDefinition> accepted(FlowReader reader, RandomFlowFile pen, Writing writing) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            List<FlowFile> files = writing.files();
            List<FlowReader.Read> read = pen.isHopeless() ? List.of() : reader.read(files);
            if (!read.isEmpty()
                    && read.stream().allMatch(one -> one.definition().isPresent())) {
                return read.stream().map(one -> one.definition().orElseThrow()).toList();
            }
        }
        throw new IllegalStateException("No flow was accepted in " + TRIES_MAX + " tries");
    }
}
