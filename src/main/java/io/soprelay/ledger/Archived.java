package io.soprelay.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate with state and history byte by byte as the store holds them: what leaves for the archive and comes back.
 *
 * @param version 1 or more
 * @param live whether it belongs in the list of live aggregates
 * @param seal what stands beside the state; null if nothing
 * @param entries its history, oldest first, with their seals
 * @param kept how far its cards were shown
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
     * What outlives the entries of a lane. The entry's record leaves the store and is not archived: it names messages, which no
     * platform changes after 14 days, and the account they went to, which no archive may hold.
     *
     * @param id of the entry
     * @param shown the revision that was shown last; 0 for none
     */
    public record Kept(Lane lane, String id, long shown) {}

    /** For those who look at it as at what the store holds. */
    public StoredHistory stored(String place) {
        return new StoredHistory(version, state, seal, entries, place);
    }
}
