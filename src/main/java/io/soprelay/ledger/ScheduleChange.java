package io.soprelay.ledger;

/** A change of the partition's schedules that is committed together with the aggregate. */
public sealed interface ScheduleChange {

    Lane lane();

    /** Unique in its lane and partition; at most 200 characters. */
    String id();

    /**
     * Adds an entry; an entry of this id that is already there stays as it is (a repeat changes nothing).
     *
     * @param dueMillis for {@link Lane#TIMER} the business moment in epoch milliseconds; for other lanes the delay from
     *     now, 0 for at once
     */
    record Add(Lane lane, String id, long dueMillis, byte[] payload) implements ScheduleChange {}

    /**
     * Raises the wanted revision of a coalescing entry and creates it if it is missing. The entry's time is pulled
     * forward to now + {@code delayMillis} only if nobody holds its lease.
     *
     * @param wanted revision that must become visible; a lower one than stored changes nothing
     */
    record Raise(Lane lane, String id, long wanted, long delayMillis, byte[] payload) implements ScheduleChange {}

    /** Removes an entry, leased or not; unknown ids are fine. */
    record Cancel(Lane lane, String id) implements ScheduleChange {}
}
