package io.soprelay.bench;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.engine.Definitions;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Flows at version 1, read as the product reads them. */
final class ReadFlows implements Definitions {
    private final Map<String, FlowDefinition> flows;

    /** Both shipped ones. */
    static ReadFlows shipped(Conditions conditions) throws IOException {
        return new ReadFlows(conditions, List.of("/config/flows/delivery.yaml", "/config/flows/return.yaml"));
    }

    /** @param resources on the class path */
    ReadFlows(Conditions conditions, List<String> resources) throws IOException {
        List<FlowFile> files = new ArrayList<>();
        for (String name : resources) {
            files.add(new FlowFile(name, text(name)));
        }
        flows = new FlowReader(conditions)
                .read(files).stream()
                        .map(read -> read.definition()
                                .orElseThrow(() -> new IllegalStateException("Not a flow: " + read.problems())))
                        .collect(Collectors.toMap(FlowDefinition::key, Function.identity()));
    }

    static String text(String resource) throws IOException {
        try (InputStream in = ReadFlows.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
        return Optional.ofNullable(flows.get(flow));
    }

    @Override
    public FlowDefinition version(String flow, int version) {
        return latest(flow).orElseThrow();
    }
}
