package io.soprelay.testkit;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.SealMemory;

/** Remembers counts of sealed commits as the product's file does. */
public final class RememberedSeals implements SealMemory {
    private long[] counts = new long[AggregateId.PARTITIONS];

    @Override
    public synchronized long[] read() {
        return counts.clone();
    }

    @Override
    public synchronized void write(long[] fresh) {
        counts = fresh.clone();
    }
}
