package io.soprelay.ledger;

/**
 * What a commit stores so that nobody without the key can change it later.
 *
 * @param entry the history's new entry with its seal; as it was given where there is no chain
 * @param seal stands beside the state; empty where there is no chain
 */
public record Sealed(byte[] entry, byte[] seal) {}
