package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.dingtalk.DingTalkErrors.Fault;
import io.soprelay.im.door.PaceWindows.For;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DingTalkPaceTest {
    private static final String CREATE = "/create";

    private final List<Duration> waited = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T08:00:20Z");
    private final DingTalkPace pace = new DingTalkPace(() -> now, wait -> {
        waited.add(wait);
        now = now.plus(wait);
    });

    @Test
    void no_second_holds_twenty_calls_of_one_api() throws InterruptedException {
        List<Instant> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            assertThat(pace.acquire(CREATE, For.ALL)).isEmpty();
            calls.add(now);
        }
        for (int i = 0; i + 19 < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i), calls.get(i + 19))).isGreaterThan(Duration.ofSeconds(1));
        }
        waited.clear();
        assertThat(pace.acquire("/other", For.ALL)).isEmpty();
        assertThat(waited).as("another api has a limit of its own").isEmpty();
    }

    @Test
    void two_calls_are_kept_for_whoever_asked() throws InterruptedException {
        for (int i = 0; i < 16; i++) {
            pace.acquire(CREATE, For.ALL);
        }
        assertThat(pace.acquire(CREATE, For.ANSWERS)).isEmpty();
        assertThat(pace.acquire(CREATE, For.ANSWERS)).isEmpty();
        assertThat(waited).isEmpty();
        pace.acquire(CREATE, For.ANSWERS);
        assertThat(waited).containsExactly(Duration.ofMillis(1100));
    }

    @Test
    void each_refusal_is_silent_as_long_as_it_asks_for() throws InterruptedException {
        assertThat(pace.refused(CREATE, Fault.APP_THROTTLED)).contains(Duration.ofSeconds(1));
        assertThat(pace.refused(CREATE, Fault.MINUTE_THROTTLED)).contains(Duration.ofSeconds(40));
        assertThat(pace.acquire(CREATE, For.ALL)).contains(Duration.ofSeconds(40));
        assertThat(pace.acquire("/other", For.ALL)).isEmpty();

        assertThat(pace.refused("/other", Fault.BANNED)).contains(Duration.ofMinutes(5));
        assertThat(pace.acquire("/third", For.ALL))
                .as("an address is banned for everything")
                .contains(Duration.ofMinutes(5));
    }

    @Test
    void an_api_that_everybody_calls_gets_longer_pauses_until_it_answers() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pace.refused(CREATE, Fault.API_HOT).ifPresent(pauses::add);
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 4L);

        pace.done(CREATE);
        assertThat(pace.refused(CREATE, Fault.API_HOT)).contains(Duration.ofSeconds(1));
    }
}
