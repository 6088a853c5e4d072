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

/** Both shipped flows at version 1, read as the product reads them. */
final class ShippedFlows implements Definitions {
    private final Map<String, FlowDefinition> flows;

    ShippedFlows(Conditions conditions) throws IOException {
        List<FlowFile> files = new ArrayList<>();
        for (String name : List.of("delivery.yaml", "return.yaml")) {
            try (InputStream in = ShippedFlows.class.getResourceAsStream("/config/flows/" + name)) {
                byte[] text = Objects.requireNonNull(in, name).readAllBytes();
                files.add(new FlowFile(name, new String(text, StandardCharsets.UTF_8)));
            }
        }
        flows = new FlowReader(conditions)
                .read(files).stream()
                        .map(read -> read.definition().orElseThrow())
                        .collect(Collectors.toMap(FlowDefinition::key, Function.identity()));
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
