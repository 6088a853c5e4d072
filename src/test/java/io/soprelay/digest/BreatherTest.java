package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreatherTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "500, 3000", "1000, 6000", "10000, 8000"})
    void rests_six_times_as_long_as_a_page_took_but_nobody_waits_long_on_a_busy_machine(long worked, long rest) {
        assertThat(Breather.nanosAfter(Duration.ofMillis(worked).toNanos() / 1000))
                .isEqualTo(Duration.ofMillis(rest).toNanos() / 1000);
    }
}
