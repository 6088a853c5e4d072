package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final Deliveries deliveries = new Deliveries();

    @Test
    void reminders_come_back_under_the_name_they_had_also_after_a_claim_without_a_word() {
        CreateTry named = new CreateTry(1, null, 7, 1);
        assertThat(left(Lane.REMINDER, named, 2)).isEqualTo(new CreateTry(1, null, 7, 0));
        assertThat(left(Lane.REMINDER, named, 3)).isEqualTo(new CreateTry(1, NOON, 7, 0));
    }

    @Test
    void of_another_message_nobody_knows_what_it_carried_after_a_claim_without_a_word() {
        assertThat(left(Lane.NOTICE, new CreateTry(1, NOON, 7, 1), 3)).isEqualTo(new CreateTry(1, NOON, 0, 0));
    }

    @Test
    void an_entry_that_was_never_tried_before_has_nothing_to_keep() {
        assertThat(deliveries.triesOf(claimed(Lane.REMINDER, null, 1), NOON)).isNull();
    }

    private CreateTry left(Lane lane, CreateTry memo, int attempts) {
        byte[] tries = deliveries.triesOf(claimed(lane, deliveries.write(memo), attempts), NOON);
        assertThat(tries).isNotNull();
        return deliveries.readTry(tries);
    }

    private static Claimed claimed(Lane lane, byte @Nullable [] memo, int attempts) {
        return new Claimed(3, lane, "m1", new byte[0], 1, attempts, 0, 0, null, memo);
    }
}
