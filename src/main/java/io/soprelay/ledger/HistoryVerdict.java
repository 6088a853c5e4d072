package io.soprelay.ledger;

import java.util.List;

/**
 * What a look at an aggregate's history found.
 *
 * @param entries how many are stored
 * @param sealed how many of them carry a seal; the others are older than the chain, or of a kind without one
 * @param flaws empty if the history is whole
 */
public record HistoryVerdict(AggregateId aggregate, int entries, int sealed, List<Flaw> flaws) {
    public HistoryVerdict {
        flaws = List.copyOf(flaws);
    }

    public boolean isWhole() {
        return flaws.isEmpty();
    }

    /** What does not fit. */
    public sealed interface Flaw {
        /**
         * An entry is not what was committed as the one at this place.
         *
         * @param number 1 for the oldest
         */
        record Entry(int number) implements Flaw {}

        /**
         * An entry is what was committed, and the state it was decided from was not the one that the entry before had left.
         *
         * @param number of the entry
         */
        record Doubt(int number) implements Flaw {}

        /** @param expected as many entries as the state has versions */
        record Count(long expected, int found) implements Flaw {}

        /** The state is not the one that the last entry left. */
        record State() implements Flaw {}
    }
}
