package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds that failed once are played again, as short as they were shrunk. */
class KeptSeedsTest {
    @Test
    void no_world_fails_again_that_was_mended() {
        for (KeptSeed kept : KeptSeed.all()) {
            assertThat(Run.judged().of(kept.seed(), kept.steps()).violation())
                    .as("seed %d, once %s: %s", kept.seed(), kept.invariant(), kept.why())
                    .isEmpty();
        }
    }

    @Test
    void a_kept_seed_is_read_as_it_was_written() {
        KeptSeed kept = new KeptSeed(7, List.of(1, 12, 30), "I6", "a card showed something else");
        assertThat(KeptSeed.parse(kept.lines())).isEqualTo(kept);
    }
}
