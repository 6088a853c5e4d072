package io.soprelay.testkit;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.engine.Definitions;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flows that nobody changes, each at version 1 and without a problem. */
public class FlowsAtVersionOne implements Definitions, FlowShelf {
    private final Map<String, FlowDefinition> flows = new LinkedHashMap<>();

    /** @param flows in the order in which they are listed */
    protected FlowsAtVersionOne(Collection<FlowDefinition> flows) {
        flows.forEach(flow -> this.flows.put(flow.key(), flow));
    }

    /**
     * As the product reads them.
     *
     * @throws IllegalStateException with what is wrong, if one is refused
     */
    protected static List<FlowDefinition> read(Conditions conditions, List<FlowFile> files) {
        return new FlowReader(conditions)
                .read(files).stream()
                        .map(read -> read.definition()
                                .orElseThrow(() -> new IllegalStateException("Not a flow: " + read.problems())))
                        .toList();
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
                .filter(flow -> flow.key().equals(name)
                        || flow.name().equals(name)
                        || flow.aliases().contains(name))
                .findFirst();
    }

    @Override
    public List<String> problems() {
        return List.of();
    }
}
