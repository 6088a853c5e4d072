package io.soprelay.outbox;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The hands of one duty. A backlog may be long, but what is claimed at one time is bounded: presses find the store and
 * the processor free, and no entry waits out its lease in memory. Safe for concurrent use.
 */
final class Crew {
    private final Duty duty;
    private final Semaphore hands;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final Set<Integer> called = ConcurrentHashMap.newKeySet();
    /** In the order in which they came: in a backlog of all partitions each has its turn. Guards itself. */
    private final Set<Integer> waiting = Collections.synchronizedSet(new LinkedHashSet<>());

    Crew(Duty duty) {
        this.duty = duty;
        this.hands = new Semaphore(duty.hands());
    }

    Duty duty() {
        return duty;
    }

    /** @return whether nobody has called for this partition since it was last entered */
    boolean call(int partition) {
        return called.add(partition);
    }

    /**
     * Takes a partition and hands for it. A partition that is being worked on, or finds no hands, waits and is named by
     * {@link #leave} later.
     *
     * @return how many hands; 0 for none
     */
    int enter(int partition) {
        called.remove(partition);
        while (true) {
            int taken = tryEnter(partition);
            if (taken > 0) {
                return taken;
            }
            waiting.add(partition);
            // Whoever left between the try and the line above did not see this partition waiting.
            boolean inVain = busy.contains(partition) || hands.availablePermits() == 0;
            if (inVain || !waiting.remove(partition)) {
                return 0;
            }
        }
    }

    private int tryEnter(int partition) {
        if (!busy.add(partition)) {
            return 0;
        }
        for (int wanted = duty.handsAPartition(); wanted > 0; wanted /= 2) {
            if (hands.tryAcquire(wanted)) {
                waiting.remove(partition);
                return wanted;
            }
        }
        busy.remove(partition);
        return 0;
    }

    /** Gives the partition and its hands back. @return a partition that waited for either; null for none */
    @Nullable
    Integer leave(int partition, int taken) {
        busy.remove(partition);
        hands.release(taken);
        synchronized (waiting) {
            for (Integer next : waiting) {
                if (!busy.contains(next)) {
                    waiting.remove(next);
                    return next;
                }
            }
        }
        return null;
    }
}
