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
}
