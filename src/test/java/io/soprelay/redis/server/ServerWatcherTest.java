package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerWatcherTest {

    private boolean alive = true;
    private boolean startable = true;
    private int starts;

    private Optional<String> lastWords = Optional.empty();

    private final ServerWatcher watcher =
            new ServerWatcher(() -> alive, this::restart, () -> lastWords, duration -> {});

    @Test
    void a_living_server_is_left_alone() {
        assertThat(watcher.look()).isEqualTo(Duration.ofMillis(200));
        assertThat(starts).isZero();
        assertThat(watcher.problem()).isEmpty();
    }

    @Test
    void a_dead_server_is_started_at_once() {
        alive = false;
        watcher.look();
        assertThat(starts).isEqualTo(1);
        assertThat(alive).isTrue();
        assertThat(watcher.problem()).isEmpty();
    }

    @Test
    void failing_starts_are_tried_at_growing_distances_up_to_ten_seconds_and_the_reason_is_told() {
        alive = false;
        startable = false;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(watcher.look().toMillis());
        }
        assertThat(pauses).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
        assertThat(watcher.problem()).contains("the disk is full");
        startable = true;
        watcher.look();
        assertThat(watcher.problem()).isEmpty();
    }

    @Test
    void a_server_that_dies_again_and_again_is_started_at_growing_distances_too() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alive = false;
            pauses.add(watcher.look().toMillis());
            watcher.look();
        }
        assertThat(pauses).containsExactly(200L, 400L, 800L);
    }

    @Test
    void a_minute_of_quiet_makes_the_next_death_a_new_story() {
        alive = false;
        watcher.look();
        alive = false;
        watcher.look();
        for (int i = 0; i < 300; i++) {
            watcher.look();
        }
        alive = false;
        assertThat(watcher.look()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void how_it_ended_is_told_for_a_minute_though_it_runs_again() {
        alive = false;
        lastWords = Optional.of("Error writing to the AOF file: No space left on device");
        watcher.look();
        assertThat(watcher.problem()).isEmpty();
        assertThat(watcher.lately())
                .contains("redis-server has ended (Error writing to the AOF file: No space left on device)");

        alive = false;
        lastWords = Optional.empty();
        watcher.look();
        assertThat(watcher.lately()).contains("redis-server has ended, as the 1 before it");

        for (int i = 0; i < 300; i++) {
            watcher.look();
        }
        assertThat(watcher.lately()).isEmpty();
    }

    @Test
    void a_stopped_watcher_starts_nothing() {
        assertThat(watcher.stop()).isTrue();
        assertThat(watcher.stop()).isFalse();
        alive = false;
        watcher.look();
        watcher.run();
        assertThat(starts).isZero();
    }

    private void restart() {
        starts++;
        if (!startable) {
            throw new EmbeddedRedisException(Reason.START_FAILED, "the disk is full");
        }
        alive = true;
    }
}
