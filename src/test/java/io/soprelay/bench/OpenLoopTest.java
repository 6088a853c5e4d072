package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private final FakeTime time = new FakeTime();
    private final List<Long> due = new ArrayList<>();
    private final List<Long> started = new ArrayList<>();

    @Test
    void acts_are_due_at_the_rate_without_drift() {
        new OpenLoop(3, time).offer(3_001, (index, dueNanos) -> due.add(dueNanos));

        assertThat(due.get(0)).isEqualTo(FakeTime.START);
        assertThat(due.get(1)).isEqualTo(FakeTime.START + 333_333_333L);
        assertThat(due.get(3)).isEqualTo(FakeTime.START + 1_000_000_000L);
        assertThat(due.get(3_000)).isEqualTo(FakeTime.START + 1_000_000_000_000L);
    }

    @Test
    void no_act_starts_before_it_is_due_even_if_the_sleep_is_short() {
        time.sleepsShort = true;

        new OpenLoop(400, time).offer(100, (index, dueNanos) -> {
            due.add(dueNanos);
            started.add(time.nanos());
        });

        for (int i = 0; i < due.size(); i++) {
            assertThat(started.get(i)).isGreaterThanOrEqualTo(due.get(i));
        }
    }

    @Test
    void a_stall_does_not_move_the_later_acts_so_their_wait_is_counted() {
        new OpenLoop(1_000, time).offer(100, (index, dueNanos) -> {
            if (index == 10) {
                time.now += 50_000_000;
            }
            due.add(dueNanos);
            started.add(time.nanos());
        });

        assertThat(due.get(20)).isEqualTo(FakeTime.START + 20_000_000);
        assertThat(started.get(20) - due.get(20)).isEqualTo(40_000_000);
        assertThat(started.get(99) - due.get(99)).isZero();
    }

    private static final class FakeTime implements OpenLoop.Time {
        private static final long START = 77;

        private long now = START;
        private boolean sleepsShort;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleepNanos(long nanos) {
            now += sleepsShort ? Math.max(1, nanos / 2) : nanos;
        }
    }
}
