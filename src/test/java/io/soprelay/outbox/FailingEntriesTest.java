package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingEntriesTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final FailingEntries failing = new FailingEntries();

    @Test
    void an_entry_has_failed_for_long_after_half_an_hour_and_not_before_and_begins_anew_once_it_went_through() {
        assertThat(failing.failed(entry("a"), START)).isEmpty();
        assertThat(failing.failed(entry("a"), START.plus(Duration.ofMinutes(29))))
                .isEmpty();
        assertThat(failing.failed(entry("a"), START.plus(FailingEntries.LONG))).contains(START);

        failing.forget(entry("a"));
        assertThat(failing.failed(entry("a"), START.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void ever_so_many_that_were_cancelled_while_they_failed_keep_nobody_from_being_noticed_on_a_later_day() {
        for (int i = 0; i < FailingEntries.REMEMBERED_MAX; i++) {
            assertThat(failing.failed(entry("cancelled" + i), START)).isEmpty();
        }
        Instant later = START.plus(Duration.ofDays(2));
        assertThat(failing.failed(entry("a"), later)).isEmpty();

        assertThat(failing.failed(entry("a"), later.plus(FailingEntries.LONG))).contains(later);
    }

    private static Claimed entry(String id) {
        return new Claimed(3, Lane.NOTICE, id, new byte[0], 1, 1, 0, 0, null, null);
    }
}
