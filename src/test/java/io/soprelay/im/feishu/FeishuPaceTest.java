package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.door.PaceWindows.For;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeishuPaceTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private Instant now = START;
    private final FeishuPace pace = new FeishuPace(() -> now, wait -> now = now.plus(wait));

    @Test
    void no_second_has_more_than_40_calls_and_no_minute_more_than_900() throws InterruptedException {
        List<Instant> calls = calls(1_000, null);

        assertWindow(calls, 40, Duration.ofSeconds(1));
        assertWindow(calls, 900, Duration.ofMinutes(1));
    }

    @Test
    void one_person_gets_less_than_5_a_second_because_calls_may_overtake_and_others_do_not_wait_for_them()
            throws InterruptedException {
        assertWindow(calls(30, "ou_li"), 5, Duration.ofMillis(1200));

        Instant before = now;
        calls(1, "ou_wang");
        assertThat(now).isEqualTo(before);
    }

    @Test
    void calls_to_one_person_that_waited_for_the_app_do_not_catch_up_with_each_other() throws InterruptedException {
        calls(34, null);
        assertWindow(calls(12, "ou_li"), 4, Duration.ofMillis(1200));
    }

    @Test
    void whoever_asked_does_not_wait_behind_a_backlog_and_the_limits_hold_all_the_same() throws InterruptedException {
        List<Instant> calls = calls(850, null);
        assertThat(pace.acquire(null, For.ALL)).as("the backlog waits").isPresent();

        for (int i = 0; i < 50; i++) {
            Instant asked = now;
            assertThat(pace.acquire("ou_%d".formatted(i), For.ANSWERS)).isEmpty();
            assertThat(Duration.between(asked, now)).isLessThanOrEqualTo(Duration.ofSeconds(1));
            calls.add(now);
        }
        assertThat(pace.acquire(null, For.ANSWERS)).as("900 in this minute").isPresent();
        calls.addAll(calls(100, null));

        assertWindow(calls, 40, Duration.ofSeconds(1));
        assertWindow(calls, 900, Duration.ofMinutes(1));
    }

    @Test
    void a_person_whose_cards_queue_up_is_answered_between_them() throws InterruptedException {
        calls(4, "ou_li");
        Instant asked = now;
        assertThat(pace.acquire("ou_li", For.ANSWERS)).isEmpty();
        assertThat(now).isEqualTo(asked);
        pace.acquire("ou_li", For.ANSWERS);
        assertThat(now).as("five in 1.2 s").isEqualTo(asked.plusMillis(1200));
    }

    @Test
    void silence_the_platform_asks_for_is_kept_and_a_long_one_given_back() throws InterruptedException {
        pace.closeFor(Duration.ofSeconds(4));
        assertThat(pace.acquire("ou_li", For.ALL)).isEmpty();
        assertThat(now).isEqualTo(START.plusSeconds(4));

        pace.closeFor(Duration.ofSeconds(60));
        assertThat(pace.acquire(null, For.ALL)).contains(Duration.ofSeconds(60));
        pace.closeFor(Duration.ofSeconds(1));
        assertThat(pace.acquire(null, For.ALL))
                .as("a shorter wish does not undo a longer one")
                .contains(Duration.ofSeconds(60));
    }

    private List<Instant> calls(int count, @Nullable String lane) throws InterruptedException {
        List<Instant> calls = new ArrayList<>();
        while (calls.size() < count) {
            pace.acquire(lane, For.ALL).ifPresentOrElse(wait -> now = now.plus(wait), () -> calls.add(now));
        }
        return calls;
    }

    private static void assertWindow(List<Instant> calls, int limit, Duration window) {
        for (int i = limit; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - limit), calls.get(i))).isGreaterThanOrEqualTo(window);
        }
    }
}
