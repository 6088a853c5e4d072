package io.soprelay.ledger;

/** One leased schedule of a partition. Lanes are served in this order. */
public enum Lane {
    /** Commands for other aggregates, projections: what the truth itself still needs. Short, never waits for a platform. */
    HANDOVER("h", false),
    /** Downloads of what people sent: as slow as the platform and as long as the file. */
    EVIDENCE("e", false),
    /** Answers to what somebody wrote or pressed: they look at the chat and wait. */
    ANSWER("a", false),
    /** Cards to reconcile; one entry a card. */
    CARD("c", false),
    /** Progress: what happened to a record. */
    NOTICE("n", false),
    /** Reminders that are due. */
    REMINDER("r", false),
    /** Digests. */
    DIGEST("d", false),
    /** Timers; the only lane on business time. */
    TIMER("t", true);

    private final String code;
    private final boolean businessTime;

    Lane(String code, boolean businessTime) {
        this.code = code;
        this.businessTime = businessTime;
    }

    /** Part of stored keys. */
    public String code() {
        return code;
    }

    /** Whether due times and leases count on business time instead of the store's own clock. */
    public boolean businessTime() {
        return businessTime;
    }
}
