package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger.Rewriting;
import io.soprelay.outbox.Delivery.StoreRewrite;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The half of a key is in the store's file until that was written anew, not until somebody asked for it. */
class StoreRewriteHandlerTest {
    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.EPOCH));
    private boolean takesIt = true;
    private Rewriting stands = Rewriting.UNDER_WAY;
    private int asked;

    private final StoreRewriteHandler handler = new StoreRewriteHandler(new ForwardingLedger(ledger) {
        @Override
        public boolean rewrite() {
            asked += takesIt ? 1 : 0;
            return takesIt;
        }

        @Override
        public Rewriting rewriting() {
            return stands;
        }
    });

    private Result rewrites() {
        StoreRewrite rewrite = new StoreRewrite("f1");
        return handler.handle(
                rewrite, new Claimed(0, Lane.HANDOVER, rewrite.entryId(), new byte[0], 1, 1, 0, 0, null, null));
    }

    @Test
    void it_is_over_when_the_store_has_written_and_asked_for_once() {
        assertThat(rewrites()).isInstanceOf(Result.Later.class);
        assertThat(rewrites()).isInstanceOf(Result.Later.class);
        stands = Rewriting.OVER;
        assertThat(rewrites()).isInstanceOf(Result.Done.class);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void what_the_store_began_to_write_before_does_not_count() {
        takesIt = false;
        stands = Rewriting.OVER;
        assertThat(rewrites()).isInstanceOf(Result.Later.class);

        takesIt = true;
        assertThat(rewrites()).isInstanceOf(Result.Done.class);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void what_failed_is_said_to_fail_and_asked_for_again() {
        rewrites();
        stands = Rewriting.FAILED;
        assertThat(rewrites()).isInstanceOf(Result.Retry.class);

        stands = Rewriting.UNDER_WAY;
        assertThat(rewrites()).isInstanceOf(Result.Later.class);
        assertThat(asked).isEqualTo(2);
    }
}
