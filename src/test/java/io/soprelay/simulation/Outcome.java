package io.soprelay.simulation;

import java.util.Optional;

/**
 * What became of a world.
 *
 * @param hash of everything that happened; the same for the same seed and steps
 * @param flows how many flows its people worked with
 */
record Outcome(
        long seed, long acts, long hash, int flows, int records, Optional<Violation> violation, Coverage coverage) {}
