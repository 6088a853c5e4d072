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
 */
public record StoredHistory(long version, byte @Nullable [] state, byte @Nullable [] seal, List<byte[]> entries) {
    public StoredHistory(long version, byte @Nullable [] state, byte @Nullable [] seal, List<byte[]> entries) {
        this.version = version;
        this.state = state;
        this.seal = seal;
        this.entries = List.copyOf(entries);
    }
}
