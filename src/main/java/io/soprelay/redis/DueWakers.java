package io.soprelay.redis;

import io.soprelay.ledger.Schedules;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear what came due; shared by the ledger, whose commits make it, and the schedules. */
final class DueWakers {

    private final List<Schedules.Waker> wakers = new CopyOnWriteArrayList<>();

    void add(Schedules.Waker waker) {
        wakers.add(waker);
    }

    /** @param inMillis negative for nothing */
    void wake(int partition, long inMillis) {
        if (inMillis >= 0) {
            wakers.forEach(waker -> waker.wake(partition, inMillis));
        }
    }
}
