package io.soprelay.simulation;

/**
 * An invariant that does not hold.
 *
 * @param invariant its number: {@code I7}
 * @param found what was found instead, in a sentence
 */
record Violation(String invariant, String found) {}
