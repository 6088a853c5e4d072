package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worlds that failed once are played again, as short as they were shrunk. */
class KeptSeedsTest {
    @Test
    void no_world_fails_again_that_was_mended() {
        for (KeptSeed kept : KeptSeed.all()) {
            assertThat(Run.judged()
                            .withFlowsOf(kept.flows())
                            .of(kept.seed(), kept.play())
                            .violation())
                    .as("seed %d, once %s: %s", kept.seed(), kept.invariant(), kept.why())
                    .isEmpty();
        }
    }

    @Test
    void a_kept_seed_is_read_as_it_was_written() {
        KeptSeed kept = new KeptSeed(7, 4, Play.of(List.of(1, 12, 30)), "I6", "a card showed something else");
        assertThat(kept.lines()).contains("steps: 1 12 30");
        assertThat(KeptSeed.parse(kept.lines()).lines()).isEqualTo(kept.lines());
    }

    @Test
    void worlds_kept_when_every_company_had_flows_of_its_own_have_them_still() {
        assertThat(KeptSeed.parse(List.of("seed: 7", "steps: 1", "invariant: I6", "why: x"))
                        .flows())
                .isEqualTo(7);
    }

    @Test
    void parts_of_a_step_and_the_names_of_choices_are_read_as_they_were_written() {
        Play play = Play.of(
                List.of(new Play.Moment(3, Part.TIME), new Play.Moment(3, Part.ACT), new Play.Moment(12, Part.RESCAN)),
                Choices.asNoted(Map.of("3/2#0", "feishu:p6", "3d1", "d-63")));
        KeptSeed read = KeptSeed.parse(new KeptSeed(7, 4, play, "I7", "why").lines());
        assertThat(read.lines()).contains("steps: 3:ta 12:s", "chose: 3/2#0 = feishu:p6", "chose: 3d1 = d-63");
        assertThat(read.play().moments()).isEqualTo(play.moments());
        assertThat(read.play().choices().names()).isEqualTo(play.choices().names());
    }
}
