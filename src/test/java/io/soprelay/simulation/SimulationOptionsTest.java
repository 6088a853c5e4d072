package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationOptionsTest {
    @Test
    void without_arguments_it_plays_for_a_minute() {
        assertThat(SimulationOptions.read(List.of())).isEqualTo(new SimulationOptions(1, 1, 0, false));
    }

    @Test
    void every_option_is_read() {
        assertThat(SimulationOptions.read(List.of("--minutes", "5", "--seed", "-7", "--worlds", "30", "--trace")))
                .isEqualTo(new SimulationOptions(5, -7, 30, true));
    }

    @Test
    void what_is_not_understood_is_said_in_one_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulationOptions.read(List.of("--minutes", "0")))
                .withMessage("--minutes takes a number from 1 to 600, but got 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulationOptions.read(List.of("--seed")))
                .withMessageContaining("got nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulationOptions.read(List.of("--fast")))
                .withMessageContaining("no --fast");
    }
}
