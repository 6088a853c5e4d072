package io.soprelay.ledger;

/** What became of a commit. */
public sealed interface CommitResult {

    /**
     * Applied now.
     *
     * @param version the aggregate's version after it
     */
    record Committed(long version) implements CommitResult {}

    /** Applied before under the same command id. */
    record Repeated(StoredOutcome outcome) implements CommitResult {}

    /** Not applied: somebody else committed first; load and decide again. */
    record Conflict(long currentVersion) implements CommitResult {}

    /** What is remembered of a command id. */
    record StoredOutcome(String outcome, long version) {}
}
