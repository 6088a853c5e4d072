package io.soprelay.engine;

import io.soprelay.ledger.AggregateId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when records cannot leave that were looked at in vain, so that they need not be read each round. A commit makes it
 * later still, and that moment the store itself knows. One thread.
 */
final class YoungUntil {
    /** Some 2 MB; whoever has more looks at the others again. */
    private static final int REMEMBERED_MAX = 10_000;

    private final InstantSource businessTime;
    private final Map<AggregateId, Instant> until = new HashMap<>();

    YoungUntil(InstantSource businessTime) {
        this.businessTime = businessTime;
    }

    void remember(AggregateId id, Instant moment) {
        if (until.size() < REMEMBERED_MAX) {
            until.put(id, moment);
        }
    }

    /** Whether its moment is still to come; what is past is forgotten. */
    boolean isAhead(AggregateId id) {
        Instant moment = until.get(id);
        if (moment != null && !moment.isAfter(businessTime.instant())) {
            until.remove(id);
            return false;
        }
        return moment != null;
    }
}
