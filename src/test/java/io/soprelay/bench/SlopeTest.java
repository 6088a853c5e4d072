package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {
    @Test
    void a_line_has_its_own_slope_and_level_values_have_none() {
        assertThat(Slope.of(List.of(3.0, 5.0, 7.0, 9.0))).isEqualTo(2);
        assertThat(Slope.of(List.of(4.0, 4.0, 4.0))).isZero();
    }

    @Test
    void waves_around_a_level_are_no_growth_but_growth_under_waves_is_found() {
        assertThat(Slope.of(List.of(1.0, 2.0, 1.0, 2.0, 1.0))).isZero();
        assertThat(Slope.of(List.of(1.0, 3.0, 3.0, 5.0, 5.0))).isCloseTo(1, within(1e-9));
    }

    @Test
    void one_value_tells_of_no_growth() {
        assertThat(Slope.of(List.of(7.0))).isZero();
    }
}
