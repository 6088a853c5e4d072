package io.soprelay.catalog;

import java.util.List;
import java.util.Optional;

/** Keeps published versions of flows. Safe for many threads and many nodes. */
public interface DefinitionStore {

    /** Every version of every flow, oldest version first within a flow. */
    List<Published> all();

    /**
     * Adds a version if the latest is the expected one, all or nothing. A version from a file also becomes the last
     * import of its flow.
     *
     * @param expectedLatest 0 for a flow that has no version yet
     * @param next its version is {@code expectedLatest + 1}
     * @return whether it was added; false if another version was published since
     * @throws IllegalArgumentException if {@code next} has another version
     */
    boolean publish(int expectedLatest, Published next);

    /** The hash of the version that was last taken from this flow's file; empty if none ever was. */
    Optional<String> importedHash(String flow);
}
