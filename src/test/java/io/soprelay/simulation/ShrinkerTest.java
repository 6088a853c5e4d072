package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.outbox.Delivery;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private final Run run = new Run(() -> List.of(new I4EntriesEndKnown()), new Plant() {
        @Override
        boolean carriesOut(Delivery delivery) {
            return !(delivery instanceof Delivery.NoticeDelivery);
        }
    });

    @Test
    void two_steps_that_can_only_be_left_out_together_are() {
        Set<Integer> matter = Set.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 4, 9, 16, 25, 36, 49, 64, 81, 100);
        Shrinker shrinker = new Shrinker(steps -> steps.containsAll(matter)
                && steps.contains(70) == steps.contains(71)
                && steps.contains(80) == steps.contains(120));
        assertThat(shrinker.shrunk(IntStream.range(0, 150).boxed().toList()))
                .containsExactlyElementsOf(matter.stream().sorted().toList());
    }

    @Test
    void what_is_left_of_a_failing_world_still_fails_and_is_short() {
        long seed = 1;
        while (run.of(seed).violation().isEmpty()) {
            seed++;
        }
        List<Integer> left = Shrinker.of(run, seed, "I4").shrunk(Run.allSteps());
        assertThat(left).hasSizeBetween(1, 20);
        assertThat(run.of(seed, left).violation())
                .hasValueSatisfying(found -> assertThat(found.invariant()).isEqualTo("I4"));
    }
}
