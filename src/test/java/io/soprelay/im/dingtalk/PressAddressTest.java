package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Refused;
import io.soprelay.im.SendResult.Retry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PressAddressTest {
    private static final Retry BUSY = new Retry(Duration.ofSeconds(2), "system.busy");

    private final Deque<SendResult> failures = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private int calls;

    private final PressAddress address = new PressAddress(
            "https://example.com/callbacks/dingtalk/card",
            () -> {
                calls++;
                return Optional.ofNullable(failures.poll());
            },
            (wait, again) -> {
                waits.add(wait);
                later.add(again);
            });

    @Test
    void an_address_that_is_taken_is_told_once() {
        address.tell();

        assertThat(calls).isEqualTo(1);
        assertThat(later).isEmpty();
    }

    @Test
    void a_failed_call_is_made_again_ever_more_seldom_until_it_goes_through() {
        failures.addAll(List.of(BUSY, BUSY, BUSY));
        address.tell();
        runAll();

        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void a_call_without_an_answer_is_made_again_too() {
        failures.add(new SendResult.Unknown("timeout"));
        address.tell();
        runAll();

        assertThat(waits).containsExactly(Duration.ofSeconds(5));
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void what_an_admin_has_to_repair_costs_one_call_an_hour() {
        failures.add(new Refused(SendResult.Cause.NOT_PERMITTED, "no permission"));
        address.tell();

        assertThat(waits).containsExactly(Duration.ofHours(1));
    }

    @Test
    void no_wait_is_longer_than_ten_minutes() {
        for (int i = 0; i < 40; i++) {
            failures.add(BUSY);
        }
        address.tell();
        runAll();

        assertThat(waits).last().isEqualTo(Duration.ofMinutes(10));
    }

    private void runAll() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }
}
