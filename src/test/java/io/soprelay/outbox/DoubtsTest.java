package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoubtsTest {
    private final Doubts doubts = new Doubts();

    @Test
    void a_doubt_is_about_one_partition() {
        doubts.begin(1);
        assertThat(doubts.isIn(1)).isTrue();
        assertThat(doubts.isIn(2)).isFalse();
        assertThat(doubts.all()).containsExactly(1);
    }

    @Test
    void a_doubt_ends_with_the_second_claim_at_a_later_look() {
        doubts.begin(1);
        doubts.claimed(1, 7);
        doubts.claimed(1, 7);
        assertThat(doubts.isIn(1)).isTrue();
        doubts.claimed(1, 8);
        assertThat(doubts.isIn(1)).isFalse();
        doubts.claimed(1, 9);
        assertThat(doubts.isIn(1)).isFalse();
    }

    @Test
    void a_new_doubt_starts_anew() {
        doubts.begin(1);
        doubts.claimed(1, 7);
        doubts.begin(1);
        doubts.claimed(1, 8);
        assertThat(doubts.isIn(1)).isTrue();
    }
}
