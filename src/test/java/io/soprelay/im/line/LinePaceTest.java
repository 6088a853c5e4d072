package io.soprelay.im.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinePaceTest {
    private final LinePace pace = LinePace.of(Duration.ofSeconds(90), LinePace.AGELESS);

    @Test
    void the_first_try_comes_within_seconds_and_later_ones_at_most_a_minute_apart() {
        assertThat(pace.waitBefore(0)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(pace.waitBefore(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pace.waitBefore(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(pace.waitBefore(10)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pace.waitBefore(100_000)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_silent_line_is_pinged_three_times_before_it_is_taken_for_dead() {
        assertThat(pace.pingEvery()).isEqualTo(Duration.ofSeconds(30));
    }
}
