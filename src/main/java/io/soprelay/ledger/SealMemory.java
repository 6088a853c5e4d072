package io.soprelay.ledger;

/** Remembers, outside the store, how many sealed commits each partition had when somebody looked last. */
public interface SealMemory {
    /** One number a partition; all 0 if nothing is remembered. */
    long[] read();

    /** @param counts one a partition */
    void write(long[] counts);
}
