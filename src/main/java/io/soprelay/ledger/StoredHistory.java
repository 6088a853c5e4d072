package io.soprelay.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate with everything that happened to it, as it is stored; for checks.
 *
 * @param version 0 if it has no state
 * @param state null if it has none
 * @param seal what stands beside the state; null if nothing
 * @param entries oldest first, with their seals
 * @param place where all of it is in the archive; null if the store holds it
 */
public record StoredHistory(
        long version,
        byte @Nullable [] state,
        byte @Nullable [] seal,
        List<byte[]> entries,
        @Nullable String place) {
    public StoredHistory(
            long version,
            byte @Nullable [] state,
            byte @Nullable [] seal,
            List<byte[]> entries,
            @Nullable String place) {
        this.version = version;
        this.state = state;
        this.seal = seal;
        this.entries = List.copyOf(entries);
        this.place = place;
    }

    /** What the store holds itself. */
    public StoredHistory(long version, byte @Nullable [] state, byte @Nullable [] seal, List<byte[]> entries) {
        this(version, state, seal, entries, null);
    }
}
