package io.soprelay.outbox;

import io.soprelay.ledger.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that share hands. A backlog may be long, but what is claimed at one time is bounded: presses find the store and
 * the processor free, and no entry waits out its lease in memory. Safe for concurrent use.
 */
final class Crew {
    private static final long NO_LOOK = -1;

    private final Semaphore hands;
    private final int handsAPartition;
    private final Map<Lane, Integer> batch;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final Set<Integer> called = ConcurrentHashMap.newKeySet();
    private final Set<Integer> waiting = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> doubtful = new ConcurrentHashMap<>();

    /**
     * @param hands how many deliveries may be under way
     * @param handsAPartition how many of them for one partition
     * @param batch how many entries one claim may take from each lane
     */
    Crew(int hands, int handsAPartition, Map<Lane, Integer> batch) {
        this.hands = new Semaphore(hands);
        this.handsAPartition = handsAPartition;
        this.batch = new EnumMap<>(batch);
    }

    /** @return whether nobody has called for this partition since it was last entered */
    boolean call(int partition) {
        return called.add(partition);
    }

    Map<Lane, Integer> batch() {
        return batch;
    }

    /** Entries of the partition may be leased, or may still come to be, although nobody works on them. */
    void doubt(int partition) {
        doubtful.put(partition, NO_LOOK);
    }

    /** Partitions in doubt. */
    Set<Integer> doubtful() {
        return Set.copyOf(doubtful.keySet());
    }

    boolean isInDoubt(int partition) {
        return doubtful.containsKey(partition);
    }

    /**
     * What was leased was given back, and then a claim succeeded. The doubt ends with the second time, at a later look: a
     * claim whose answer was lost may be carried out after what was leased was first given back.
     */
    void claimed(int partition, long look) {
        Long first = doubtful.get(partition);
        if (first == null) {
            return;
        }
        if (first == NO_LOOK) {
            doubtful.put(partition, look);
        } else if (look > first) {
            doubtful.remove(partition);
        }
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
        for (int wanted = handsAPartition; wanted > 0; wanted /= 2) {
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
        for (Integer next : waiting) {
            if (!busy.contains(next) && waiting.remove(next)) {
                return next;
            }
        }
        return null;
    }
}
