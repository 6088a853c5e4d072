package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreateTryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void the_first_try_is_of_the_first_issue_and_nothing_can_have_arrived() {
        CreateTry first = CreateTry.next(null, 1, 1, null, NOON);
        assertThat(first.issue()).isEqualTo(1);
        assertThat(first.mayHaveArrived()).isFalse();
    }

    @Test
    void an_unknown_try_keeps_its_issue_for_fifty_five_minutes_from_the_first_of_them() {
        CreateTry unknown = CreateTry.next(null, 1, 1, null, NOON).unknown(1, NOON);
        CreateTry later = CreateTry.next(unknown, 1, 2, null, NOON.plus(Duration.ofMinutes(54)))
                .unknown(1, NOON.plus(Duration.ofMinutes(54)));

        assertThat(later.unknownSince()).isEqualTo(NOON);
        assertThat(CreateTry.next(later, 1, 3, null, NOON.plus(CreateTry.WINDOW))
                        .issue())
                .isEqualTo(1);
        CreateTry next =
                CreateTry.next(later, 1, 3, null, NOON.plus(CreateTry.WINDOW).plusMillis(1));
        assertThat(next.issue()).isEqualTo(2);
        assertThat(next.mayHaveArrived()).isFalse();
    }

    @Test
    void a_try_that_is_known_to_have_failed_starts_no_window() {
        CreateTry failed = CreateTry.next(null, 1, 1, null, NOON);
        CreateTry next = CreateTry.next(failed, 1, 2, null, NOON.plus(Duration.ofHours(3)));
        assertThat(next.issue()).isEqualTo(1);
        assertThat(next.mayHaveArrived()).isFalse();
    }

    @Test
    void a_claim_that_ended_without_a_word_may_have_sent_anything() {
        CreateTry afterCrash = CreateTry.next(null, 1, 2, null, NOON);
        assertThat(afterCrash.mayHaveArrived()).isTrue();
        assertThat(afterCrash.unknownSince()).isEqualTo(NOON);
        assertThat(afterCrash.partVersion()).isZero();

        CreateTry failed = CreateTry.next(null, 1, 1, null, NOON);
        assertThat(CreateTry.next(failed, 1, 3, null, NOON).mayHaveArrived()).isTrue();
    }

    @Test
    void the_window_of_a_silent_claim_begins_when_it_was_made() {
        CreateTry afterCrash = CreateTry.next(null, 1, 2, NOON, NOON.plus(Duration.ofMinutes(50)));
        assertThat(afterCrash.unknownSince()).isEqualTo(NOON);
        CreateTry unknown = afterCrash.unknown(1, NOON.plus(Duration.ofMinutes(50)));
        assertThat(CreateTry.next(unknown, 1, 3, null, NOON.plus(Duration.ofMinutes(56)))
                        .issue())
                .isEqualTo(2);
    }

    @Test
    void a_silent_claim_after_the_window_may_have_sent_the_next_issue() {
        CreateTry unknown = CreateTry.next(null, 1, 1, null, NOON).unknown(1, NOON);
        Instant hourLater = NOON.plus(Duration.ofHours(1));
        CreateTry next = CreateTry.next(unknown, 1, 3, hourLater, hourLater.plus(Duration.ofMinutes(30)));
        assertThat(next.issue()).isEqualTo(2);
        assertThat(next.unknownSince()).isEqualTo(hourLater);
        assertThat(next.partVersion()).isZero();
    }

    @Test
    void
            whoever_has_left_no_word_may_be_about_to_send_so_the_window_may_be_over_and_their_issue_is_used_all_the_same() {
        Instant late = NOON.plus(Duration.ofMinutes(54));
        Instant over = NOON.plus(CreateTry.WINDOW).plusSeconds(6);
        CreateTry standsStill = CreateTry.next(null, 1, 2, NOON, late);
        CreateTry other = CreateTry.next(null, 1, 3, NOON, over);
        assertThat(other.issue()).isEqualTo(standsStill.issue());

        CreateTry unknown = CreateTry.next(null, 1, 1, null, NOON).unknown(1, NOON);
        CreateTry withMemo = CreateTry.next(unknown, 1, 2, null, late);
        assertThat(CreateTry.next(unknown, 1, 3, late, over).issue()).isEqualTo(withMemo.issue());
    }

    @Test
    void of_several_silent_claims_all_used_the_issue_of_the_first() {
        CreateTry unknown = CreateTry.next(null, 1, 1, null, NOON).unknown(1, NOON);
        Instant hourLater = NOON.plus(Duration.ofHours(1));
        assertThat(CreateTry.next(unknown, 1, 4, NOON.plus(Duration.ofMinutes(10)), hourLater)
                        .issue())
                .isEqualTo(1);
        assertThat(CreateTry.next(unknown, 1, 4, hourLater, hourLater.plusSeconds(61))
                        .issue())
                .isEqualTo(2);
    }

    @Test
    void a_silent_issue_that_is_used_after_its_window_begins_another() {
        Instant hourLater = NOON.plus(Duration.ofHours(1));
        CreateTry late = CreateTry.next(null, 1, 2, NOON, hourLater);
        assertThat(late.unknownSince()).isEqualTo(hourLater);
        CreateTry unknown = late.unknown(1, hourLater);
        assertThat(CreateTry.next(unknown, 1, 3, null, hourLater.plusSeconds(4)).issue())
                .isEqualTo(1);
        assertThat(CreateTry.next(unknown, 1, 3, null, hourLater.plus(Duration.ofMinutes(56)))
                        .issue())
                .isEqualTo(2);
    }

    @Test
    void it_knows_what_the_tries_carried_as_long_as_all_carried_the_same() {
        CreateTry one = CreateTry.next(null, 1, 1, null, NOON).unknown(2, NOON);
        assertThat(one.partVersion()).isEqualTo(2);
        assertThat(CreateTry.next(one, 1, 2, null, NOON).unknown(2, NOON).partVersion())
                .isEqualTo(2);
        assertThat(CreateTry.next(one, 1, 2, null, NOON).unknown(3, NOON).partVersion())
                .isZero();
    }

    @Test
    void what_is_known_of_an_earlier_issue_does_not_matter_to_a_later_one() {
        CreateTry one = CreateTry.next(null, 1, 1, null, NOON).unknown(1, NOON);
        assertThat(CreateTry.next(one, 3, 2, null, NOON).issue()).isEqualTo(3);
    }
}
