package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreateTryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void the_first_try_is_of_the_first_issue_and_nothing_can_have_arrived() {
        CreateTry first = CreateTry.next(null, 1, 1, NOON);
        assertThat(first.issue()).isEqualTo(1);
        assertThat(first.mayHaveArrived()).isFalse();
    }

    @Test
    void an_unknown_try_keeps_its_issue_however_late_the_next_ones_are() {
        CreateTry unknown = CreateTry.next(null, 1, 1, NOON).unknown(1, NOON);
        Instant late = NOON.plus(Duration.ofMinutes(54));
        CreateTry later = CreateTry.next(unknown, 1, 2, late).unknown(1, late);
        CreateTry next = CreateTry.next(later, 1, 3, NOON.plus(Duration.ofHours(5)));

        assertThat(next.issue()).isEqualTo(1);
        assertThat(next.unknownSince()).isEqualTo(NOON);
    }

    @Test
    void a_try_that_is_known_to_have_failed_cannot_have_arrived() {
        CreateTry failed = CreateTry.next(null, 1, 1, NOON);
        CreateTry next = CreateTry.next(failed, 1, 2, NOON.plus(Duration.ofHours(3)));
        assertThat(next.issue()).isEqualTo(1);
        assertThat(next.mayHaveArrived()).isFalse();
    }

    @Test
    void a_claim_that_ended_without_a_word_may_have_sent_anything_and_is_repeated_under_its_issue() {
        CreateTry afterCrash = CreateTry.next(null, 1, 2, NOON);
        assertThat(afterCrash.issue()).isEqualTo(1);
        assertThat(afterCrash.unknownSince()).isEqualTo(NOON);
        assertThat(afterCrash.partVersion()).isZero();

        CreateTry failed = CreateTry.next(null, 1, 1, NOON);
        assertThat(CreateTry.next(failed, 1, 3, NOON).mayHaveArrived()).isTrue();

        CreateTry unknown = CreateTry.next(null, 2, 1, NOON).unknown(1, NOON);
        CreateTry silent = CreateTry.next(unknown, 2, 4, NOON.plus(Duration.ofHours(2)));
        assertThat(silent.issue()).isEqualTo(2);
        assertThat(silent.unknownSince()).isEqualTo(NOON);
        assertThat(silent.partVersion()).isZero();
    }

    @Test
    void what_comes_back_with_no_attempts_knows_what_was_tried_before() {
        CreateTry unknown = CreateTry.next(null, 2, 5, NOON).unknown(3, NOON);
        CreateTry back = CreateTry.next(unknown.comesBack(), 1, 1, NOON.plusSeconds(1));
        assertThat(back.issue()).isEqualTo(2);
        assertThat(back.unknownSince()).isEqualTo(NOON);
        assertThat(CreateTry.next(null, 1, 1, NOON).comesBack()).isEqualTo(CreateTry.NONE);
    }

    @Test
    void it_knows_what_the_tries_carried_as_long_as_all_carried_the_same() {
        CreateTry one = CreateTry.next(null, 1, 1, NOON).unknown(2, NOON);
        assertThat(one.partVersion()).isEqualTo(2);
        assertThat(CreateTry.next(one, 1, 2, NOON).unknown(2, NOON).partVersion())
                .isEqualTo(2);
        assertThat(CreateTry.next(one, 1, 2, NOON).unknown(3, NOON).partVersion())
                .isZero();
    }

    @Test
    void what_is_known_of_an_earlier_issue_does_not_matter_to_a_later_one() {
        CreateTry one = CreateTry.next(null, 1, 1, NOON).unknown(1, NOON);
        assertThat(CreateTry.next(one, 3, 2, NOON).issue()).isEqualTo(3);
    }
}
