package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomFlowFileTest {
    @Test
    void the_linter_refuses_what_is_hopeless_and_nothing_else() {
        int refused = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomFlowFile pen = new RandomFlowFile(Dice.of(seed, 0));
            boolean alone = seed % 2 == 0;
            List<FlowFile> files = alone ? List.of(pen.alone(1)) : pen.pair(3, 4);
            boolean isRefused = new FlowReader(World.CONDITIONS)
                    .read(files).stream().anyMatch(read -> !read.problems().isEmpty());
            assertThat(isRefused).as("what seed %d writes", seed).isEqualTo(pen.isHopeless());
            refused += isRefused ? 1 : 0;
        }
        assertThat(refused).isBetween(10, 50);
    }
}
