package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates and their commits. Safe for concurrent use; every call blocks for one or two round trips and throws {@link
 * LedgerUnavailableException} when the store is away.
 */
public interface Ledger {

    /** One round trip: the aggregate and what this command id did before. */
    Loaded load(AggregateId aggregate, String commandId);

    /** The aggregate alone. */
    Loaded load(AggregateId aggregate);

    /** Several aggregates, pipelined, in the order asked; missing ones have version 0, some may be {@link Loaded#isLost}. */
    Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates);

    /** A key for the personal texts of a new aggregate; it is stored with the first commit ({@link Commit#key}). */
    RecordKey newKey(AggregateId aggregate);

    /**
     * One script. If the reply is lost the connection is thrown away and the same commit is sent again, so the answer is
     * either of the first application or of its repeat; only when that too fails {@link LedgerUnavailableException} says
     * that the outcome is unknown.
     */
    CommitResult commit(Commit commit);

    /** The aggregate's history, oldest first, as it was committed. */
    List<byte[]> history(AggregateId aggregate);

    /** State and history in one look, as they are stored; for checks. */
    StoredHistory inspect(AggregateId aggregate);

    /** Every aggregate there is, a page at a time. One may come twice; one that is there all the time comes. */
    Aggregates aggregates(String cursor);

    /** How many sealed commits each partition counts, in the order of the partitions. */
    List<SealCount> sealCounts();

    /** Where a walk through {@link #aggregates} begins. */
    String START = "";

    /** @param next null when the walk is through */
    record Aggregates(List<AggregateId> ids, @Nullable String next) {}

    /**
     * A counter that only grows: each sealed commit is one more.
     *
     * @param stored what the store says
     * @param seen the highest that this process was told; 0 before its first commit or look
     */
    record SealCount(long stored, long seen) {}

    /**
     * Lets the store write its files anew, without what was overwritten or deleted before this call.
     *
     * @return false if it is writing them already, from what was there before: ask again in a while
     */
    boolean rewrite();

    /** How the store's writing of its files stands. */
    enum Rewriting {
        /** It goes on, or waits for something else the store writes. */
        UNDER_WAY,
        /** None goes on, and the last one went well; also where the store does not tell. */
        OVER,
        /** None goes on, and the last one failed: the disk may be full. */
        FAILED
    }

    /** How what was asked for by {@link #rewrite} stands. */
    Rewriting rewriting();

    /** Ids of the live aggregates of a kind in a partition. */
    List<String> live(AggregateId.Kind kind, int partition);

    /**
     * Aggregates of a kind in a partition that are live no more and not released yet, each with its version. Empty for
     * kinds that do not {@linkplain AggregateId.Kind#endsWatched() end watched}.
     */
    Map<String, Long> ended(AggregateId.Kind kind, int partition);

    /**
     * Takes ended aggregates off that list: everything they owed is seen done. One that was committed to since stays.
     *
     * @param versions at most {@link Commit#CHANGES_MAX} ids with the versions that were looked at
     */
    void release(AggregateId.Kind kind, int partition, Map<String, Long> versions);

    /**
     * A number like {@code FH-20261122-0007}; whoever asks again gets the same one.
     *
     * @param prefix 1 to 8 capital letters
     * @param day {@code yyyymmdd}; a repeat gets its number whatever the day
     * @param bearer who will have it, and what {@link #findNumber} will answer: unique among the prefix's numbers
     */
    String allotNumber(String prefix, String day, String bearer);

    /** Whose number it is. */
    Optional<String> findNumber(String number);

    /**
     * Forgets that these numbers were asked for; they are found as before. Whoever asked for one and asks again would get another.
     *
     * @param bearers at most a few hundred, by their numbers
     */
    void forgetAsking(Map<String, String> bearers);
}
