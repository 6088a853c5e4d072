package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit counter of each partition as this process has seen it. One that falls proves that the store has forgotten
 * what it had acknowledged: a replica that was behind took over, or an old copy was put in place. Thread safe.
 */
public final class SequenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceWatch.class);

    private final AtomicLongArray seen = new AtomicLongArray(AggregateId.PARTITIONS);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

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
        } else if (seen.compareAndSet(partition, before, sequence)) {
            // Who sees the same fall after this finds another number here, and is silent.
            LOG.error(
                    "The store has gone back: partition {} is at commit {}, it was at {}. What was acknowledged in"
                            + " between is lost",
                    partition,
                    sequence,
                    before);
            listeners.forEach(listener -> Thread.startVirtualThread(() -> listener.fell(partition, before, sequence)));
        }
    }
}
