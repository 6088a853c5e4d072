package io.soprelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.soprelay.redis.SequenceMemory.Fall;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What counts as going back, and what ends it. */
class SequenceWatchTest {
    private final SequenceWatch watch = new SequenceWatch(SequenceMemory.NONE);
    private final List<Fall> heard = new CopyOnWriteArrayList<>();

    @Test
    void a_commit_has_to_be_newer_than_what_was_seen_before_it_and_a_look_must_not_be_older() {
        watch.committed(5, 0, 7);
        watch.looked(5, 7, 7);
        assertThat(watch.isFrozen(5)).isFalse();

        watch.committed(5, 7, 7);
        assertThat(watch.isFrozen(5)).isTrue();
        assertThat(watch.isFrozen(6)).isFalse();

        watch.looked(6, 0, 9);
        watch.looked(6, 9, 8);
        assertThat(watch.isFrozen(6)).isTrue();
        assertThat(watch.frozen()).isEqualTo(2);
    }

    @Test
    void two_who_see_the_same_fall_are_one() {
        watch.onFall((partition, from, to) -> heard.add(new Fall(partition, from, to)));
        watch.looked(5, 0, 9);
        watch.committed(5, 9, 3);
        watch.committed(5, 9, 4);
        watch.looked(5, 3, 4);

        await().untilAsserted(() -> assertThat(heard).containsExactly(new Fall(5, 9, 3)));
        assertThat(watch.falls()).isOne();
        assertThat(watch.said()).isEqualTo("p5: 9 > 3");
    }

    @Test
    void it_stays_frozen_while_the_store_goes_on_from_where_it_is() {
        watch.looked(5, 0, 9);
        watch.looked(5, 9, 3);
        for (long commit = 4; commit < 20; commit++) {
            watch.committed(5, commit - 1, commit);
        }
        assertThat(watch.isFrozen(5)).isTrue();
        assertThat(watch.falls()).isOne();
    }

    @Test
    void a_release_is_about_the_falls_that_were_known_to_whoever_gives_it() {
        watch.looked(5, 0, 9);
        watch.looked(5, 9, 3);
        long known = watch.falls();
        watch.looked(6, 0, 9);
        watch.looked(6, 9, 3);

        assertThat(watch.release(known)).isFalse();
        assertThat(watch.frozen()).isEqualTo(2);
        assertThat(watch.release(watch.falls())).isTrue();
        assertThat(watch.frozen()).isZero();
    }

    @Test
    void what_is_remembered_goes_on_where_it_ended() {
        watch.looked(5, 0, 9);
        watch.looked(5, 9, 3);
        SequenceMemory memory = watch.memory(2);
        assertThat(memory.seen().get(5)).isEqualTo(3);
        assertThat(memory.told()).isEqualTo(2);

        SequenceWatch next = new SequenceWatch(memory);
        assertThat(next.isFrozen(5)).isTrue();
        next.looked(5, next.seen(5), 3);
        assertThat(next.falls()).isOne();
        assertThat(next.said()).isEqualTo("p5: 9 > 3");
    }

    @Test
    void a_memory_of_something_else_is_refused() {
        assertThatThrownBy(() -> new SequenceMemory(List.of(1L), List.of(), 0))
                .hasMessageContaining("There are 64 partitions");
        assertThatThrownBy(() -> new Fall(64, 2, 1)).hasMessageContaining("Partition 64");
        assertThatThrownBy(() -> new Fall(1, 2, 3)).hasMessageContaining("from 2 to 3");
    }
}
