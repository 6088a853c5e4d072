package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrewTest {
    private final Crew crew = new Crew(Duty.SENDS);

    @Test
    void hands_are_shared_out_until_none_is_left() {
        for (int partition = 1; partition <= 4; partition++) {
            assertThat(crew.enter(partition)).isEqualTo(4);
        }
        assertThat(crew.enter(5)).isZero();
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
        for (int partition = 2; partition <= 5; partition++) {
            crew.enter(partition);
        }

        assertThat(crew.leave(1, first)).isEqualTo(5);
        assertThat(crew.leave(9, 0)).isNull();
    }

    @Test
    void while_all_have_more_to_do_than_there_are_hands_each_has_its_turn() {
        Deque<Integer> working = new ArrayDeque<>();
        for (int partition = 0; partition < 64; partition++) {
            if (crew.enter(partition) > 0) {
                working.add(partition);
            }
        }
        List<Integer> turns = new ArrayList<>(working);
        while (turns.size() < 64) {
            int done = working.remove();
            int next = Objects.requireNonNull(crew.leave(done, 4));
            assertThat(crew.enter(next)).isEqualTo(4);
            working.add(next);
            turns.add(next);
            assertThat(crew.enter(done))
                    .as("it has more to do, and waits like the others")
                    .isZero();
        }
        assertThat(turns).doesNotHaveDuplicates();
    }

    @Test
    void fewer_hands_are_taken_where_fewer_are_left() {
        int last = 0;
        for (int partition = 1; partition <= 4; partition++) {
            last = crew.enter(partition);
        }
        crew.leave(4, last - 2);
        crew.leave(9, 0);
        assertThat(crew.enter(5)).isEqualTo(2);
    }

    @Test
    void a_partition_is_called_once_until_it_is_entered() {
        assertThat(crew.call(1)).isTrue();
        assertThat(crew.call(1)).isFalse();
        crew.enter(1);
        assertThat(crew.call(1)).isTrue();
    }
}
