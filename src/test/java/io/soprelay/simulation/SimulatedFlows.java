package io.soprelay.simulation;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.engine.Definitions;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A company's flows, each written at random and accepted by the real linter. */
final class SimulatedFlows implements Definitions, FlowShelf {
    private static final int TRIES_MAX = 200;

    private final Map<String, FlowDefinition> flows = new LinkedHashMap<>();

    SimulatedFlows(Dice dice, Conditions conditions) {
        FlowReader reader = new FlowReader(conditions);
        RandomFlowFile pen = new RandomFlowFile(dice);
        add(reader, pen, () -> List.of(pen.alone(1)));
        add(reader, pen, () -> List.of(pen.alone(2)));
        add(reader, pen, () -> pen.pair(3, 4));
    }

    private interface Writing {
        List<FlowFile> files();
    }

    private void add(FlowReader reader, RandomFlowFile pen, Writing writing) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            List<FlowFile> files = writing.files();
            List<FlowReader.Read> read = pen.isHopeless() ? List.of() : reader.read(files);
            if (!read.isEmpty()
                    && read.stream().allMatch(one -> one.definition().isPresent())) {
                read.forEach(one -> {
                    FlowDefinition flow = one.definition().orElseThrow();
                    flows.put(flow.key(), flow);
                });
                return;
            }
        }
        throw new IllegalStateException("No flow was accepted in " + TRIES_MAX + " tries");
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
        return Optional.ofNullable(flows.get(flow));
    }

    @Override
    public FlowDefinition version(String flow, int version) {
        return latest(flow).orElseThrow();
    }

    @Override
    public List<FlowDefinition> all() {
        return List.copyOf(flows.values());
    }

    @Override
    public Optional<FlowDefinition> find(String name) {
        return flows.values().stream()
                .filter(flow -> flow.key().equals(name) || flow.name().equals(name))
                .findFirst();
    }

    @Override
    public List<String> problems() {
        return List.of();
    }
}
