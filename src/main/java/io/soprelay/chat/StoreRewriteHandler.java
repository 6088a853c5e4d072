package io.soprelay.chat;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Delivery.StoreRewrite;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has the store forget on disk what was erased in it, and asks until it has. */
final class StoreRewriteHandler implements DeliveryHandler<StoreRewrite> {
    /** A store writes its files anew within seconds. */
    private static final Duration STILL_WRITING = Duration.ofSeconds(2);

    /** Somebody has to make room on the disk. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Ledger ledger;
    /** For whom the store has been asked since; after a restart it is asked again, which does no harm. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    StoreRewriteHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Class<StoreRewrite> kind() {
        return StoreRewrite.class;
    }

    @Override
    public Result handle(StoreRewrite rewrite, Claimed entry) {
        if (!asked.contains(rewrite.erased())) {
            if (!ledger.rewrite()) {
                // What it writes now may have been read before the erasure.
                return new Result.Later(STILL_WRITING);
            }
            asked.add(rewrite.erased());
        }
        return switch (ledger.rewriting()) {
            case UNDER_WAY -> new Result.Later(STILL_WRITING);
            case OVER -> {
                asked.remove(rewrite.erased());
                yield new Result.Done();
            }
            case FAILED -> {
                asked.remove(rewrite.erased());
                yield new Result.Retry(AGAIN, "the store could not write its files anew: is the disk full?");
            }
        };
    }
}
