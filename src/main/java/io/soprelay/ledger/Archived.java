package io.soprelay.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate with everything the store holds of it, byte by byte as the store holds it: what leaves for the archive and
 * comes back.
 *
 * @param version 1 or more
 * @param live whether it belongs in the list of live aggregates
 * @param seal what stands beside the state; null if nothing
 * @param entries its history, oldest first, with their seals
 * @param kept what lanes remember of its cards
 */
public record Archived(
        AggregateId aggregate,
        long version,
        boolean live,
        byte[] state,
        byte @Nullable [] seal,
        List<byte[]> entries,
        List<Kept> kept) {
    public Archived(
            AggregateId aggregate,
            long version,
            boolean live,
            byte[] state,
            byte @Nullable [] seal,
            List<byte[]> entries,
            List<Kept> kept) {
        if (version < 1) {
            throw new IllegalArgumentException("Only what exists is archived, but its version was " + version);
        }
        this.aggregate = aggregate;
        this.version = version;
        this.live = live;
        this.state = state;
        this.seal = seal;
        this.entries = List.copyOf(entries);
        this.kept = List.copyOf(kept);
    }

    /**
     * What outlives the entries of a lane.
     *
     * @param id of the entry
     * @param shown the revision that was shown last; 0 for none
     * @param record null if nothing
     */
    public record Kept(Lane lane, String id, long shown, byte @Nullable [] record) {}

    /** For those who look at it as at what the store holds. */
    public StoredHistory stored(String place) {
        return new StoredHistory(version, state, seal, entries, place);
    }
}
