package io.soprelay.chat;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.engine.Definitions;
import io.soprelay.flow.definition.FlowDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The flows of {@code config/flows} at version 1, and the problems a test says there are. */
final class ShippedFlows implements Definitions, FlowShelf {
    final List<String> problems = new ArrayList<>();
    private final Map<String, FlowDefinition> flows;

    ShippedFlows(FeelConditions conditions) {
        flows = read(conditions);
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
        return problems;
    }

    private static Map<String, FlowDefinition> read(FeelConditions conditions) {
        List<FlowFile> files = Stream.of("delivery.yaml", "return.yaml")
                .map(name -> {
                    try {
                        return new FlowFile(name, Files.readString(Path.of("config/flows", name)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        Map<String, FlowDefinition> flows = new LinkedHashMap<>();
        for (FlowReader.Read read : new FlowReader(conditions).read(files)) {
            FlowDefinition definition = read.definition().orElseThrow();
            flows.put(definition.key(), definition);
        }
        return flows;
    }
}
