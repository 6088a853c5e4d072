package io.soprelay.bench;

import io.soprelay.catalog.FlowFile;
import io.soprelay.flow.model.Conditions;
import io.soprelay.testkit.FlowsAtVersionOne;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Flows of the class path. */
final class ReadFlows extends FlowsAtVersionOne {

    /** Both shipped ones. */
    static ReadFlows shipped(Conditions conditions) throws IOException {
        return new ReadFlows(conditions, List.of("/config/flows/delivery.yaml", "/config/flows/return.yaml"));
    }

    /** @param resources on the class path */
    ReadFlows(Conditions conditions, List<String> resources) throws IOException {
        super(read(conditions, files(resources)));
    }

    private static List<FlowFile> files(List<String> resources) throws IOException {
        List<FlowFile> files = new ArrayList<>();
        for (String name : resources) {
            files.add(new FlowFile(name, text(name)));
        }
        return files;
    }

    static String text(String resource) throws IOException {
        try (InputStream in = ReadFlows.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
