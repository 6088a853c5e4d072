package io.soprelay.redis;

/** What a script can answer; the first value of each reply is the name of one of these. */
enum ScriptResult {
    /** The aggregate was read. */
    FOUND,
    /** There is no such aggregate. */
    MISSING,
    /** The commit was applied now. */
    COMMITTED,
    /** The same command id was applied before. */
    REPEATED,
    /** Another version is stored. */
    CONFLICT,
    /** The archive holds it. */
    ARCHIVED,
    /** The archive holds it from here on. */
    TRIMMED,
    /** A newer version is stored than the archive holds. */
    NEWER,
    /** The store holds it again. */
    RECALLED,
    /** Ended aggregates are off their list. */
    RELEASED,
    /** Changes of schedules were applied. */
    RESTORED,
    /** Entries were leased. */
    CLAIMED,
    /** The store holds less than was seen in it; nothing was done. */
    BEHIND,
    /** Nothing is due, or nothing waits. */
    IDLE,
    /** Something is due or will be. */
    WAITING,
    /** The entry is over. */
    SETTLED,
    /** More is wanted than is visible. */
    DUE_AGAIN,
    /** The entry waits once more. */
    PUT_BACK,
    /** What was leased is due. */
    GIVEN_BACK,
    /** What waited to be tried again is due. */
    HASTENED,
    /** The lease token does not hold. */
    STALE,
    /** A delivery holds the entry. */
    LEASED,
    /** A newer revision or version is there. */
    OLDER,
    /** Something else is kept than the caller has read. */
    CHANGED,
    /** A number was allotted now. */
    ALLOTTED,
    /** The row was stored or removed. */
    STORED,
    /** What was removed is remembered no more. */
    FORGOTTEN,
    /** Business time is known. */
    ADVANCED,
    /** A store of an older format is one of the newer. */
    UPGRADED
}
