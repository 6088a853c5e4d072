package io.soprelay.outbox;

import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one kind of delivery. Called on a virtual thread, possibly again for the same entry: idempotent.
 *
 * @param <D> the kind
 */
public interface DeliveryHandler<D extends Delivery> {

    Class<D> kind();

    Result handle(D delivery, Claimed entry);

    /** What to do with the entry. */
    sealed interface Result {
        /** It is done; forget it. */
        record Done() implements Result {}

        /**
         * It is visible up to a revision; forget it if nothing newer is wanted.
         *
         * @param record kept for the next time; null keeps what was there
         */
        record Shown(long revision, @Nullable CardRecord record) implements Result {}

        /**
         * It is not over and nothing is wrong: it goes on after this.
         *
         * @param after not negative
         */
        record Later(Duration after) implements Result {}

        /**
         * Try again later.
         *
         * @param tried what the next try has to know; null keeps what was known
         */
        record Retry(
                Duration after, String reason, @Nullable CreateTry tried) implements Result {
            public Retry(Duration after, String reason) {
                this(after, reason, null);
            }
        }

        /**
         * It cannot be done as things are.
         *
         * @param reason for people who repair things
         * @param unreached who can be reached nowhere; null if that is not the reason
         */
        record Impossible(String reason, @Nullable MemberId unreached) implements Result {
            public Impossible(String reason) {
                this(reason, null);
            }
        }
    }
}
