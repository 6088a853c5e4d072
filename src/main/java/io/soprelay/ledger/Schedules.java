package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Bounds one claim of one lane: the script serves nobody else meanwhile. */
    int CLAIM_MAX = 500;

    /**
     * Adds a listener; it is called on the thread that made the entry due, after the store has answered, and must not
     * block.
     */
    void onDue(Waker waker);

    /**
     * Leases due entries of one partition, lanes in order, in one script.
     *
     * @param limits how many entries a lane may give, at most {@value #CLAIM_MAX} each; absent lanes give none and do
     *     not count for {@link Claims#nextInMillis}
     * @param leaseMillis how long the entries are ours, on the lane's own clock
     */
    Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis);

    /**
     * Makes whatever is leased in these lanes due at once and voids its tokens, whoever holds them. For the only process
     * that delivers, about leases that it knows nobody works on: those of its killed predecessor, or of a claim whose
     * answer was lost. Repeating it is harmless.
     *
     * @return how many entries
     */
    int giveBack(int partition, Set<Lane> lanes);

    /**
     * Makes due at once what waits in these lanes to be tried again, whatever its delay; attempts and memos stay. For when
     * whatever kept it from going through is over. What is leased or was never tried stays as it is.
     *
     * @return how many entries
     */
    int hasten(int partition, Set<Lane> lanes);

    /**
     * Due entries of every partition in one pipelined look, for the safety poll.
     *
     * @return partitions with something due or due within {@code withinMillis}, each with its wait in milliseconds, 0
     *     for now
     */
    Map<Integer, Long> due(long withinMillis);

    /**
     * Removes a finished entry; one that was raised above {@link Claimed#wanted} meanwhile becomes due at once instead.
     *
     * @return whether the token still held; false too when it is repeated after a lost reply
     */
    boolean done(Claimed entry);

    /**
     * Removes an entry that is kept elsewhere by now, as {@link #done} does; one that was {@linkplain
     * ScheduleChange.BringBack brought back} during this lease becomes due at once instead: it may be kept no longer. This claim
     * then does not count among its attempts, because nothing it did is of unknown fate.
     *
     * @return whether the token still held; false too when it is repeated after a lost reply
     */
    boolean letGo(Claimed entry);

    /**
     * Puts an entry back; its attempts keep counting.
     *
     * @param delayMillis from now, on the lane's own clock
     * @param memo for whoever claims it next, gone with the entry and with its attempts; null keeps what was there
     * @return whether the token still held
     */
    boolean retry(Claimed entry, long delayMillis, byte @Nullable [] memo);

    /**
     * Stores what is visible now and removes the entry if nothing newer is wanted, else makes it due at once with its
     * attempts at 0. If the entry itself was lost meanwhile, what is visible is still kept, unless something newer is.
     *
     * @param shown the revision that is visible
     * @param record kept under the entry's id beyond its removal; null keeps what was there
     * @return whether the token still held
     */
    boolean shown(Claimed entry, long shown, byte @Nullable [] record);

    /**
     * An answer made {@code shown} visible without a delivery: like {@link #shown}, but only if nobody holds the
     * entry's lease and no memo waits with it. The record is kept also when there is no entry; it never goes back to an
     * older revision.
     *
     * @param read the record that {@code record} was made from; null if there was none. Whatever was stored in between
     *     is not written over
     */
    Answered answered(int partition, Lane lane, String id, long shown, byte @Nullable [] read, byte[] record);

    /** What is kept under an entry's id. */
    Optional<byte[]> record(int partition, Lane lane, String id);

    /**
     * How entries of a lane stand, in one pipelined look; for rescans.
     *
     * @param ids at most a few hundred
     * @return one for each id
     */
    Map<String, Standing> standing(int partition, Lane lane, List<String> ids);

    /**
     * Applies changes outside any aggregate's commit; for rescans: what is already there or already shown stays.
     *
     * @param changes at most {@link Commit#CHANGES_MAX}
     */
    void restore(int partition, List<ScheduleChange> changes);

    /** How many entries wait, by lane, over all partitions. */
    Map<Lane, Long> backlog();

    /**
     * How long the entry that has been due longest has been due, in milliseconds, by lane, over all partitions; 0 where
     * nothing is due. What is leased or put back for later is not due.
     */
    Map<Lane, Long> overdue();

    /** @throws IllegalArgumentException if there is no such partition, a limit is beyond bounds or the lease negative */
    static void requireClaim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        boolean limitsFit = true;
        for (int limit : limits.values()) {
            limitsFit &= limit >= 0 && limit <= CLAIM_MAX;
        }
        if (partition < 0 || partition >= AggregateId.PARTITIONS || !limitsFit || leaseMillis < 0) {
            throw new IllegalArgumentException("Nothing can be claimed in partition %d within %s for %d ms"
                    .formatted(partition, limits, leaseMillis));
        }
    }

    /** What became of an answer. */
    enum Answered {
        /** Stored; a repeat is answered with it too. */
        KEPT,
        /** Nothing was stored: the entry is leased or has a memo, or a newer revision was shown before. */
        NOT_NOW,
        /** Nothing was stored: another record is there than was read. */
        CHANGED
    }

    /**
     * How an entry stands.
     *
     * @param waits whether the entry is there, leased or not
     * @param shown the revision that was shown last; 0 for none
     * @param record what is kept under its id; null if nothing
     */
    record Standing(boolean waits, long shown, byte @Nullable [] record) {}

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
