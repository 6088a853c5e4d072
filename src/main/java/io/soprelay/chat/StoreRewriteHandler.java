package io.soprelay.chat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Delivery.StoreRewrite;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;

/** Has the store forget on disk what was erased in it. */
final class StoreRewriteHandler implements DeliveryHandler<StoreRewrite> {
    /** A store writes its files anew within seconds. */
    private static final Duration STILL_WRITING = Duration.ofSeconds(2);

    private final Ledger ledger;

    StoreRewriteHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Class<StoreRewrite> kind() {
        return StoreRewrite.class;
    }

    @Override
    public Result handle(StoreRewrite rewrite, Claimed entry) {
        return ledger.rewrite()
                ? new Result.Done()
                : new Result.Retry(STILL_WRITING, "the store is writing its files already");
    }
}
