package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {
    @Test
    void what_came_seldom_is_named_and_what_came_often_is_not() {
        Coverage often = new Coverage();
        for (Boundary boundary : Boundary.values()) {
            for (Fault fault : Fault.values()) {
                often.hit(boundary, fault);
            }
        }
        Coverage all = new Coverage();
        all.add(often);
        all.add(often);
        all.hit(Boundary.SENT, Fault.DIES);
        assertThat(all.seldom(2)).isEmpty();
        assertThat(all.seldom(3))
                .contains("SENDING × ANSWER_LOST: 2")
                .hasSize(Boundary.values().length * Fault.values().length - 1)
                .doesNotContain("SENT × DIES: 3");
        assertThat(all.least()).isEqualTo(2);
    }

    @Test
    void boundaries_and_faults_that_were_met_are_told() {
        Coverage some = new Coverage();
        some.hit(Boundary.LEASED, Fault.PAUSE);
        assertThat(some.boundaries()).containsExactly(Boundary.LEASED);
        assertThat(some.faults()).containsExactly(Fault.PAUSE);
    }
}
