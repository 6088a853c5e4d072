package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the store for aggregates that are in the archive: version and place, so that they are found. Safe for
 * concurrent use; throws {@link LedgerUnavailableException} when the store is away.
 */
public interface Stubs {

    /**
     * When these aggregates were last committed to, in milliseconds of business time; 0 for those that nobody knows it of.
     * What is archived or missing is left out.
     *
     * @param aggregates at most a few hundred
     */
    Map<AggregateId, Long> lastCommits(List<AggregateId> aggregates);

    /**
     * Takes an aggregate out of the store unless it was committed to since: its stub, and whatever is found elsewhere under
     * its id, stays. An older version, in a store that went back, is taken out too. A repeat changes nothing.
     *
     * @param place where it is in the archive, on disk
     * @return false if the store holds a newer version, or another one of the same number
     */
    boolean trim(Archived archived, String place);

    /**
     * Puts an aggregate in the place of its stub.
     *
     * @param place that the stub names
     * @return false, and nothing is changed, if there is no such stub: somebody else put it back
     */
    boolean recall(Archived archived, String place);

    /** The name of the one archive that belongs to this store; the first that is proposed stays. */
    String claim(String name);

    /** How far the archive is, as it was told last; null if it never was. */
    @Nullable
    String head();

    /** To be told after the disk has what it says, before anything of it is {@linkplain #trim trimmed}. */
    void head(String head);
}
