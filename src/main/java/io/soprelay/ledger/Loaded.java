package io.soprelay.ledger;

import io.soprelay.ledger.CommitResult.StoredOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as read in one round trip.
 *
 * @param version 0 if it does not exist
 * @param state null if it does not exist
 * @param outcome what this command id did before; null if it never committed
 */
public record Loaded(
        long version, byte @Nullable [] state, @Nullable StoredOutcome outcome) {}
