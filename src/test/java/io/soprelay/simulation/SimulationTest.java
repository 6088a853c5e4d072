package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few worlds, the same with each run; {@code scripts/simulate} plays as many as there is time for. */
class SimulationTest {
    private static final long SEED_FIRST = 20_261_125;
    private static final int WORLDS = 24;

    @Test
    void every_invariant_holds_in_every_world_and_faults_come_at_every_boundary() {
        List<String> broken = new ArrayList<>();
        Coverage coverage = new Coverage();
        for (long seed = SEED_FIRST; seed < SEED_FIRST + WORLDS; seed++) {
            Outcome outcome = Run.judged().of(seed);
            coverage.add(outcome.coverage());
            outcome.violation().ifPresent(violation -> broken.add("seed " + outcome.seed() + ": " + violation));
        }
        assertThat(broken).isEmpty();
        // So few worlds meet one pair in two; each boundary and each fault has to be among them.
        assertThat(coverage.boundaries()).containsExactlyInAnyOrder(Boundary.values());
        assertThat(coverage.faults()).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void the_same_seed_gives_the_same_world() {
        Outcome first = Run.judged().of(SEED_FIRST);
        Outcome second = Run.judged().of(SEED_FIRST);
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(Run.judged().of(SEED_FIRST + 1).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void it_is_the_same_world_whichever_were_played_before_it() {
        Run run = Run.judged();
        long first = Run.flowsOf(SEED_FIRST);
        List<Long> hashes = new ArrayList<>();
        for (long seed = first; seed <= first + Run.COMPANIES_ALIKE; seed++) {
            hashes.add(run.of(seed).hash());
        }
        assertThat(hashes).doesNotHaveDuplicates();
        for (int more = Run.COMPANIES_ALIKE; more >= 0; more--) {
            assertThat(Run.judged().of(first + more).hash()).isEqualTo(hashes.get(more));
        }
    }

    @Test
    void people_get_their_work_done() {
        int done = 0;
        for (long seed = SEED_FIRST; seed < SEED_FIRST + 4; seed++) {
            Run.Played played = Run.judged().played(seed, Run.allSteps(), false);
            done += (int) played.world().archive().records().values().stream()
                    .filter(record -> record.version() > 2)
                    .count();
        }
        assertThat(done).as("records that were worked on").isGreaterThan(8);
    }
}
