package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void a_percentile_is_the_nearest_rank_whatever_the_order() {
        Latencies latencies = new Latencies(1_000);
        for (int millis = 1_000; millis >= 1; millis--) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(latencies.percentileMillis(50)).isEqualTo(500);
        assertThat(latencies.percentileMillis(99)).isEqualTo(990);
        assertThat(latencies.percentileMillis(99.9)).isEqualTo(999);
        assertThat(latencies.maxMillis()).isEqualTo(1_000);
    }

    @Test
    void of_few_samples_a_high_percentile_is_the_worst() {
        Latencies latencies = new Latencies(3);
        latencies.add(1_000_000);
        latencies.add(2_000_000);
        latencies.add(90_000_000);

        assertThat(latencies.percentileMillis(50)).isEqualTo(2);
        assertThat(latencies.percentileMillis(99)).isEqualTo(90);
        assertThat(latencies.percentileMillis(0.001)).isEqualTo(1);
    }

    @Test
    void what_took_exactly_as_long_as_allowed_is_within_it() {
        Latencies latencies = new Latencies(10);
        latencies.add(1_399_000_000);
        latencies.add(1_400_000_000);
        latencies.add(1_400_000_001);

        assertThat(latencies.countWithinMillis(1_400)).isEqualTo(2);
    }

    @Test
    void places_that_nothing_was_added_to_do_not_count() {
        Latencies latencies = new Latencies(100);
        latencies.add(5_000_000);

        assertThat(latencies.count()).isEqualTo(1);
        assertThat(latencies.percentileMillis(1)).isEqualTo(5);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        Latencies none = new Latencies(1);

        assertThatThrownBy(() -> none.percentileMillis(50)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.percentileMillis(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
