package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import io.soprelay.redis.SequenceMemory.Fall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit counter of each partition as this bot has seen it, also before its last start. One that falls proves that the
 * store has forgotten what it had acknowledged: a replica that was behind took over, or an old copy was put in place. The
 * partition is then frozen until somebody releases it: what is sent out of it might be sent twice, or contradict what was
 * sent before. Thread safe.
 */
public final class SequenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceWatch.class);

    private final AtomicLongArray seen;
    private final Map<Integer, Fall> frozen = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile long falls;

    SequenceWatch(SequenceMemory before) {
        seen = new AtomicLongArray(
                before.seen().stream().mapToLong(Long::longValue).toArray());
        before.frozen().forEach(fall -> frozen.put(fall.partition(), fall));
        falls = frozen.isEmpty() ? 0 : 1;
    }

    /** Hears of it, once for each fall, on a thread of its own. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param from the highest sequence that was seen before
         * @param to what the store says now
         */
        void fell(int partition, long from, long to);
    }

    public void onFall(Listener listener) {
        listeners.add(listener);
    }

    /** What was seen last; to be read before a call whose answer is judged by it. */
    long seen(int partition) {
        return seen.get(partition);
    }

    /** @param before what had been seen when the commit was sent: commits of others may be answered out of order */
    void committed(int partition, long before, long sequence) {
        judge(partition, before, sequence, sequence <= before);
    }

    /** @param before what had been seen when the look was sent */
    void looked(int partition, long before, long sequence) {
        judge(partition, before, sequence, sequence < before);
    }

    private void judge(int partition, long before, long sequence, boolean fell) {
        if (!fell) {
            seen.accumulateAndGet(partition, sequence, Math::max);
        } else if (freeze(new Fall(partition, before, sequence))) {
            LOG.error(
                    "The store has gone back: partition {} is at commit {}, it was at {}. What was acknowledged in"
                            + " between is lost",
                    partition,
                    sequence,
                    before);
            listeners.forEach(listener -> Thread.startVirtualThread(() -> listener.fell(partition, before, sequence)));
        }
    }

    /** @return false for whoever sees a fall that was seen before, and so finds another number here */
    private synchronized boolean freeze(Fall fall) {
        // Frozen first: nobody may see the lower number and take the partition for whole.
        Fall known = frozen.putIfAbsent(fall.partition(), fall);
        boolean first = seen.compareAndSet(fall.partition(), fall.from(), fall.to());
        if (first) {
            falls++;
        } else if (known == null) {
            frozen.remove(fall.partition());
        }
        return first;
    }

    /** Whether what waits in the partition has to wait for a release. */
    public boolean isFrozen(int partition) {
        return frozen.containsKey(partition);
    }

    /** How many partitions are frozen. */
    public int frozen() {
        return frozen.size();
    }

    /** Told with each {@link #release}: a fall that comes between two looks is not released unseen. */
    public long falls() {
        return falls;
    }

    /**
     * Ends the freeze of all partitions.
     *
     * @param known what {@link #falls} said when somebody was told
     * @return false, and nothing is released, if something has fallen since
     */
    public synchronized boolean release(long known) {
        if (known != falls) {
            return false;
        }
        frozen.clear();
        return true;
    }

    /** Which partitions are frozen and from where to where they went. */
    public String said() {
        return frozen.values().stream()
                .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                .map(fall -> "p%d: %d > %d".formatted(fall.partition(), fall.from(), fall.to()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What has to be remembered beyond this process.
     *
     * @param told as {@link SequenceMemory#told}
     */
    public SequenceMemory memory(int told) {
        // In this order: a number that fell is there with its freeze.
        List<Long> now =
                IntStream.range(0, AggregateId.PARTITIONS).mapToObj(seen::get).toList();
        return new SequenceMemory(now, List.copyOf(frozen.values()), told);
    }
}
