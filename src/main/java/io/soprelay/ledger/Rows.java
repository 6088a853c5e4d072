package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rebuildable read views: for each list, one row a source with the source's version. Throws {@link
 * LedgerUnavailableException}.
 */
public interface Rows {

    /**
     * Sets or removes a source's row unless a newer version was put before; a removal is remembered with its version, so
     * that an older row never comes back.
     *
     * @param list names the list ({@code todo:<member>})
     * @param row null to remove
     */
    void put(String list, String source, long version, byte @Nullable [] row);

    /**
     * Some rows of several lists in one pipelined look.
     *
     * @param sources by list, at most a few hundred in all
     * @return by list, the rows there are by source; a list without any is left out
     */
    Map<String, Map<String, byte[]>> some(Map<String, List<String>> sources);

    /** All rows of a list by source. */
    Map<String, byte[]> all(String list);

    /**
     * A page of each of these lists, all in one pipelined look: long lists are walked without ever being held, or
     * answered, as a whole. A row that stays in its list during the walk comes at least once; it may come twice.
     *
     * @param rowsAtOnce about how many rows a page has, 1 to {@value #PAGE_MAX}
     * @return one for each place, in the order asked
     */
    List<Page> pages(List<Place> places, int rowsAtOnce);

    /**
     * Forgets the versions that these sources' rows were removed at: nothing of them is left, and any row put now is taken. One that
     * has a row, or was put newer since, stays.
     *
     * @param removed at most a few hundred sources, each with the version that was looked at
     */
    void forgetRemoved(String list, Map<String, Long> removed);

    /** Forgets a list: its rows, and the versions that were put before. Of an unknown list there is nothing to forget. */
    void drop(String list);

    /** A longer page would keep the server from others. */
    int PAGE_MAX = 500;

    /** Where a walk through a list goes on. */
    record Place(String list, String cursor) {
        public static Place start(String list) {
            return new Place(list, "");
        }
    }

    /** A source's row. */
    record Row(String source, byte[] bytes) {}

    /**
     * @param rows in no order
     * @param next null when the list is through
     */
    record Page(List<Row> rows, @Nullable Place next) {}

    /** @throws IllegalArgumentException if a page would be empty or too long */
    static void requirePage(int rowsAtOnce) {
        if (rowsAtOnce < 1 || rowsAtOnce > PAGE_MAX) {
            throw new IllegalArgumentException("A page has 1 to %d rows, but was %d".formatted(PAGE_MAX, rowsAtOnce));
        }
    }
}
