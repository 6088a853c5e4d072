package io.soprelay.ledger;

import java.util.List;

/**
 * One act: everything in it happens, or nothing.
 *
 * @param commandId at most 80 characters; the same id commits once in 72 hours
 * @param expectedVersion the version that was loaded (0 = does not exist yet), or {@link #ANY_VERSION}
 * @param state the aggregate's new state; opaque, at most 512 KB
 * @param audit what happened, appended to the aggregate's history
 * @param outcome short code remembered under the command id and given back to repeats; at most 40 characters
 * @param live whether the aggregate belongs in the partition's list of live aggregates (what a rescan visits)
 */
public record Commit(
        AggregateId aggregate,
        String commandId,
        long expectedVersion,
        byte[] state,
        byte[] audit,
        String outcome,
        boolean live,
        List<ScheduleChange> changes) {
    /** For aggregates whose entries do not depend on each other. */
    public static final long ANY_VERSION = -1;

    public Commit {
        changes = List.copyOf(changes);
    }
}
