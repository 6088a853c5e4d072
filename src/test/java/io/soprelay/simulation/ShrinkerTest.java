package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.outbox.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private final Run run = new Run(() -> List.of(new I4EntriesEndKnown()), new Plant() {
        @Override
        boolean carriesOut(Delivery delivery) {
            return !(delivery instanceof Delivery.NoticeDelivery);
        }
    });

    @Test
    void what_is_left_of_a_failing_world_still_fails_and_is_short() {
        long seed = 1;
        while (run.of(seed).violation().isEmpty()) {
            seed++;
        }
        List<Integer> left = new Shrinker(run).shrunk(seed, Run.allSteps(), "I4");
        assertThat(left).hasSizeBetween(1, 20);
        assertThat(run.of(seed, left).violation())
                .hasValueSatisfying(found -> assertThat(found.invariant()).isEqualTo("I4"));
    }
}
