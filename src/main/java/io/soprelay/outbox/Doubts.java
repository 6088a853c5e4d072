package io.soprelay.outbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions whose entries may be leased, or may still come to be, although nobody works on them. Safe for concurrent
 * use.
 */
final class Doubts {
    private static final long NO_LOOK = -1;

    private final Map<Integer, Long> doubtful = new ConcurrentHashMap<>();

    void begin(int partition) {
        doubtful.put(partition, NO_LOOK);
    }

    Set<Integer> all() {
        return Set.copyOf(doubtful.keySet());
    }

    boolean isIn(int partition) {
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
}
