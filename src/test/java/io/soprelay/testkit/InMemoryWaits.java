package io.soprelay.testkit;

import io.soprelay.ledger.Schedules;
import java.util.List;

/** The earliest wait that one call made; it wakes outside the lock, as a store that answers over a connection does. */
final class InMemoryWaits {
    private final List<Schedules.Waker> wakers;
    private final int partition;
    private long earliest = InMemorySchedules.NOTHING;

    InMemoryWaits(List<Schedules.Waker> wakers, int partition) {
        this.wakers = wakers;
        this.partition = partition;
    }

    void add(long wait) {
        earliest = InMemorySchedules.earlier(earliest, wait);
    }

    void wake() {
        if (earliest != InMemorySchedules.NOTHING) {
            wakers.forEach(waker -> waker.wake(partition, earliest));
        }
    }
}
