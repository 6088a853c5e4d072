package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soprelay.flow.definition.FlowDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCodecTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_definition_comes_back_as_it_was(long seed) {
        RandomFlows random = new RandomFlows(new Random(seed));
        for (int i = 0; i < 50; i++) {
            FlowDefinition flow = random.flow();
            String canonical = FlowCodec.write(flow);

            assertThat(FlowCodec.read(canonical, flow.version()))
                    .as("seed %d, flow %d", seed, i)
                    .isEqualTo(flow);
            assertThat(FlowCodec.write(FlowCodec.read(canonical, 99))).isEqualTo(canonical);
        }
    }

    @Test
    void the_shipped_flows_come_back_as_they_were() throws IOException {
        for (FlowReader.Read read : ShippedFlowsTest.read()) {
            FlowDefinition flow = read.definition().orElseThrow();
            assertThat(FlowCodec.read(FlowCodec.write(flow), 1)).isEqualTo(flow);
        }
    }

    @Test
    void the_stored_form_of_format_1_stays_as_it_is() throws IOException {
        // Stored definitions outlive releases: if this fails, raise FlowCodec.FORMAT and keep reading format 1.
        RandomFlows random = new RandomFlows(new Random(1));
        try (InputStream golden = FlowCodecTest.class.getResourceAsStream("flow-format-1.jsonl")) {
            assertThat(golden).isNotNull();
            List<String> kept = new String(golden.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(kept).hasSize(8);
            for (String line : kept) {
                FlowDefinition flow = random.flow();
                assertThat(FlowCodec.write(flow)).isEqualTo(line);
                assertThat(FlowCodec.read(line, flow.version())).isEqualTo(flow);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"format\":2,\"flow\":{}}",
                "{\"format\":1}",
                "{\"format\":1,\"flow\":{\"x\":1}}"
            })
    void what_is_no_stored_flow_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FlowCodec.read(text, 1));
    }
}
