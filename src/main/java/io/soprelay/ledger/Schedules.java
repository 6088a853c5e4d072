package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leased schedules of all partitions. A claim moves an entry's time forward by the lease and never deletes it; every
 * settling call checks the token, and an unknown token changes nothing. Throws {@link LedgerUnavailableException}.
 */
public interface Schedules {

    /** Hears the earliest due time a commit made, so that the partition's poller need not wait for its next look. */
    interface Waker {
        /** @param inMillis how long until something is due there, 0 for now */
        void wake(int partition, long inMillis);
    }

    void onDue(Waker waker);

    /**
     * Leases due entries of one partition, lanes in order, in one script.
     *
     * @param limits how many entries a lane may give; absent lanes give none
     * @param leaseMillis how long the entries are ours
     */
    Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis);

    /**
     * Due entries of every partition in one pipelined look, for the safety poll.
     *
     * @return partitions with something due or due within {@code withinMillis}, each with its wait in milliseconds
     */
    Map<Integer, Long> due(long withinMillis);

    /** Removes a finished entry. @return whether the token still held */
    boolean done(Claimed entry);

    /** Puts an entry back. @return whether the token still held */
    boolean retry(Claimed entry, long delayMillis);

    /**
     * Stores what is visible now and removes the entry if nothing newer is wanted, else makes it due at once.
     *
     * @param shown the revision that is visible
     * @param record kept under the entry's id beyond its removal; null keeps what was there
     * @return whether the token still held
     */
    boolean shown(Claimed entry, long shown, byte @Nullable [] record);

    /**
     * An answer made {@code shown} visible without a delivery: like {@link #shown}, but only if nobody holds the
     * entry's lease.
     */
    boolean answered(int partition, Lane lane, String id, long shown, byte[] record);

    /** What is kept under an entry's id. */
    Optional<byte[]> record(int partition, Lane lane, String id);

    /** Adds entries outside any aggregate's commit; for rescans: what is already there stays. */
    void restore(int partition, List<ScheduleChange> changes);

    /** How many entries wait, by lane, over all partitions. */
    Map<Lane, Long> backlog();

    /**
     * What a claim gave.
     *
     * @param nextInMillis how long until the next entry of these lanes is due; -1 if none waits
     */
    record Claims(List<Claimed> entries, long nextInMillis) {
        public Claims {
            entries = List.copyOf(entries);
        }
    }
}
