package io.soprelay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.testkit.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BusinessTime} keeps. */
public abstract class BusinessTimeContract {

    private BusinessTime time;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        time = newStore().time();
    }

    @Test
    void a_new_store_has_no_offset() {
        assertThat(time.offset()).isZero();
    }

    @Test
    void advances_add_up() {
        Instant before = time.now();
        Instant moved = time.advance(Duration.ofHours(8));
        assertThat(moved).isBetween(before.plusSeconds(8 * 3600), before.plusSeconds(8 * 3600 + 5));
        assertThat(time.now()).isBetween(moved, moved.plusSeconds(5));
        time.advance(Duration.ofMinutes(1));
        assertThat(time.offset()).isEqualTo(Duration.ofHours(8).plusMinutes(1));
    }

    @Test
    void time_never_runs_backwards() {
        assertThatThrownBy(() -> time.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(time.offset()).isZero();
        Instant last = time.now();
        for (int look = 0; look < 1_000; look++) {
            Instant now = time.now();
            assertThat(now).isAfterOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void advancing_by_nothing_only_tells_the_time() {
        Instant before = time.now();
        assertThat(time.advance(Duration.ZERO)).isBetween(before, before.plusSeconds(5));
        assertThat(time.offset()).isZero();
    }
}
