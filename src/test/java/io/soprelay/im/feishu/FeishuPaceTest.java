package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

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
    void silence_the_platform_asks_for_is_kept_and_a_long_one_given_back() throws InterruptedException {
        pace.closeFor(Duration.ofSeconds(4));
        assertThat(pace.acquire("ou_li")).isEmpty();
        assertThat(now).isEqualTo(START.plusSeconds(4));

        pace.closeFor(Duration.ofSeconds(60));
        assertThat(pace.acquire(null)).contains(Duration.ofSeconds(60));
        pace.closeFor(Duration.ofSeconds(1));
        assertThat(pace.acquire(null))
                .as("a shorter wish does not undo a longer one")
                .contains(Duration.ofSeconds(60));
    }

    private List<Instant> calls(int count, @Nullable String lane) throws InterruptedException {
        List<Instant> calls = new ArrayList<>();
        while (calls.size() < count) {
            pace.acquire(lane).ifPresentOrElse(wait -> now = now.plus(wait), () -> calls.add(now));
        }
        return calls;
    }

    private static void assertWindow(List<Instant> calls, int limit, Duration window) {
        for (int i = limit; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - limit), calls.get(i))).isGreaterThanOrEqualTo(window);
        }
    }
}
