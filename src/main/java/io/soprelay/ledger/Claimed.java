package io.soprelay.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A schedule entry leased to this node until the lease runs out.
 *
 * @param token proves the lease; every settling call carries it
 * @param attempts how often it was claimed, this time included
 * @param wanted the revision to make visible; 0 for entries that do not coalesce
 * @param lateMillis how long it had been due when it was claimed, on the lane's own clock
 * @param record what was stored at the last settling of this card ({@link Lane#CARD}); null if nothing
 * @param memo what the last holder left when it put the entry back; null if nothing
 */
public record Claimed(
        int partition,
        Lane lane,
        String id,
        byte[] payload,
        long token,
        int attempts,
        long wanted,
        long lateMillis,
        byte @Nullable [] record,
        byte @Nullable [] memo) {}
