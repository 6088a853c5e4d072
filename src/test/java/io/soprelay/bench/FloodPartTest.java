package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FloodPartTest {
    @Test
    void a_flood_that_is_let_through_is_no_proof_that_nobody_feels_one() {
        assertThat(FloodPart.turnedAway(List.of(96.0, 95.9, 96.1)).verdict()).isEqualTo("ok");
        assertThat(FloodPart.turnedAway(List.of(96.0, 12.0, 0.0)).verdict()).isEqualTo("over");
    }
}
