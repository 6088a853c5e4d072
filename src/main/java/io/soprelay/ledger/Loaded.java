package io.soprelay.ledger;

import io.soprelay.ledger.CommitResult.StoredOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as read in one round trip.
 *
 * @param version 0 if it does not exist
 * @param state null if it does not exist
 * @param outcome what this command id did before; null if it never committed
 * @param seal what stands beside the state; null if nothing
 * @param place where it is in the archive; null if the store holds it. Its state is null then, unless the archive was read
 * @param key hides its personal texts; null if it has none, or they are erased
 */
public record Loaded(
        long version,
        byte @Nullable [] state,
        @Nullable StoredOutcome outcome,
        byte @Nullable [] seal,
        @Nullable String place,
        @Nullable RecordKey key) {

    /** What the store holds itself. */
    public Loaded(
            long version,
            byte @Nullable [] state,
            @Nullable StoredOutcome outcome,
            byte @Nullable [] seal,
            @Nullable RecordKey key) {
        this(version, state, outcome, seal, null, key);
    }

    /** There is no such aggregate. */
    public static Loaded missing(@Nullable StoredOutcome outcome) {
        return new Loaded(0, null, outcome, null, null);
    }

    /** Whether it is in the archive and was not read from there: among several, one that is damaged. */
    public boolean isLost() {
        return place != null && state == null;
    }

    /** For the commit of what is decided from this. */
    public Basis basis() {
        return new Basis(version, seal, seal == null ? null : state);
    }
}
