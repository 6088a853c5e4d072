package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Lane;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrewTest {
    private final Crew crew = new Crew(6, 4, Map.of(Lane.CARD, 8));

    @Test
    void hands_are_shared_out_until_none_is_left() {
        assertThat(crew.enter(1)).isEqualTo(4);
        assertThat(crew.enter(2)).isEqualTo(2);
        assertThat(crew.enter(3)).isZero();
    }

    @Test
    void a_partition_is_worked_on_once_at_a_time_and_named_again_when_it_is_free() {
        int hands = crew.enter(1);
        assertThat(crew.enter(1)).isZero();

        assertThat(crew.leave(1, hands)).isEqualTo(1);
        assertThat(crew.enter(1)).isEqualTo(4);
    }

    @Test
    void who_found_no_hands_is_named_by_who_leaves() {
        int first = crew.enter(1);
        crew.enter(2);
        crew.enter(3);

        assertThat(crew.leave(1, first)).isEqualTo(3);
        assertThat(crew.leave(9, 0)).isNull();
    }

    @Test
    void a_doubt_about_a_partition_that_is_worked_on_waits_until_it_is_free() {
        int hands = crew.enter(1);
        crew.doubt(1);
        assertThat(crew.enter(1)).isZero();
        assertThat(crew.isInDoubt(1)).isTrue();

        assertThat(crew.leave(1, hands)).isEqualTo(1);
        assertThat(crew.doubtful()).containsExactly(1);
    }

    @Test
    void a_doubt_ends_with_the_second_claim_at_a_later_look() {
        crew.doubt(1);
        crew.claimed(1, 7);
        crew.claimed(1, 7);
        assertThat(crew.isInDoubt(1)).isTrue();
        crew.claimed(1, 8);
        assertThat(crew.isInDoubt(1)).isFalse();
        crew.claimed(1, 9);
        assertThat(crew.isInDoubt(1)).isFalse();
    }

    @Test
    void a_new_doubt_starts_anew() {
        crew.doubt(1);
        crew.claimed(1, 7);
        crew.doubt(1);
        crew.claimed(1, 8);
        assertThat(crew.isInDoubt(1)).isTrue();
    }

    @Test
    void a_partition_is_called_once_until_it_is_entered() {
        assertThat(crew.call(1)).isTrue();
        assertThat(crew.call(1)).isFalse();
        crew.enter(1);
        assertThat(crew.call(1)).isTrue();
    }
}
