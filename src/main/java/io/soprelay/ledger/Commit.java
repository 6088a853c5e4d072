package io.soprelay.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One act: everything in it happens, or nothing.
 *
 * @param commandId 1 to 80 characters; the same id commits once to the same aggregate in 72 hours
 * @param basis what it was decided from; another version is a conflict
 * @param state the aggregate's new state; opaque, at most 512 KB
 * @param audit what happened, appended to the aggregate's history; sealed unless the basis is {@link Basis#ANY}
 * @param outcome short code remembered under the command id and given back to repeats; at most 40 characters
 * @param live whether the aggregate belongs in the partition's list of live aggregates; one of a kind that {@linkplain
 *     AggregateId.Kind#endsWatched() ends watched} goes to the list of ended ones instead. A rescan visits both
 * @param key what becomes of the key of its personal texts
 */
public record Commit(
        AggregateId aggregate,
        String commandId,
        Basis basis,
        byte[] state,
        byte[] audit,
        String outcome,
        boolean live,
        List<ScheduleChange> changes,
        KeyChange key) {
    /** What becomes of the aggregate's key. */
    public sealed interface KeyChange {
        /**
         * @param stored what the store has
         * @param used what the state is hidden with
         */
        static KeyChange of(boolean erased, @Nullable RecordKey stored, @Nullable RecordKey used) {
            if (erased) {
                return new Drop();
            }
            return stored == null && used != null ? new Store(used) : new Keep();
        }

        /** It stays as it is, if there is one. */
        record Keep() implements KeyChange {}

        /** It is stored with the state that it hides. */
        record Store(RecordKey key) implements KeyChange {}

        /** It is gone, and with it what it hides. */
        record Drop() implements KeyChange {}
    }

    /** A state beyond this would make one script slow for everybody. */
    public static final int STATE_BYTES_MAX = 512 * 1024;

    /** A script is bounded: all its changes are applied while the server serves nobody else. */
    public static final int CHANGES_MAX = 500;

    private static final int COMMAND_ID_CHARS_MAX = 80;
    private static final int OUTCOME_CHARS_MAX = 40;

    /** One that leaves the key as it is. */
    public Commit(
            AggregateId aggregate,
            String commandId,
            Basis basis,
            byte[] state,
            byte[] audit,
            String outcome,
            boolean live,
            List<ScheduleChange> changes) {
        this(aggregate, commandId, basis, state, audit, outcome, live, changes, new KeyChange.Keep());
    }

    public Commit {
        changes = List.copyOf(changes);
        if (commandId.isEmpty() || commandId.length() > COMMAND_ID_CHARS_MAX) {
            throw new IllegalArgumentException("A command id has 1 to 80 characters, but was '" + commandId + "'");
        }
        if (outcome.length() > OUTCOME_CHARS_MAX) {
            throw new IllegalArgumentException("An outcome has at most 40 characters, but was '" + outcome + "'");
        }
        if (basis.isAny() && audit.length > 0 && audit[0] == HistoryChain.FORMAT) {
            throw new IllegalArgumentException("An entry that is not sealed must not look like one, but began with 2");
        }
        if (state.length > STATE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "The state of %s has at most 512 KB, but was %d bytes".formatted(aggregate, state.length));
        }
        requireBounded(changes);
    }

    /** @throws IllegalArgumentException if there are more than {@link #CHANGES_MAX} */
    public static void requireBounded(List<ScheduleChange> changes) {
        if (changes.size() > CHANGES_MAX) {
            throw new IllegalArgumentException(
                    "One act has at most %d changes, but had %d".formatted(CHANGES_MAX, changes.size()));
        }
    }
}
