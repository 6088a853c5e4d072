package io.soprelay.chat;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.testkit.FlowsAtVersionOne;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The flows of {@code config/flows}, and the problems a test says there are. */
final class ShippedFlows extends FlowsAtVersionOne {
    final List<String> problems = new ArrayList<>();

    ShippedFlows(FeelConditions conditions) {
        super(read(conditions, files()));
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    private static List<FlowFile> files() {
        return Stream.of("delivery.yaml", "return.yaml").map(ShippedFlows::file).toList();
    }

    private static FlowFile file(String name) {
        try {
            return new FlowFile(name, Files.readString(Path.of("config/flows", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
