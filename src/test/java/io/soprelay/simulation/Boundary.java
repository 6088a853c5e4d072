package io.soprelay.simulation;

/** The places at which something may go wrong: between what somebody does and what comes of it. */
enum Boundary {
    /** A press or message has come to the bot. */
    RECEIVED,
    /** Before the record and its command id are read for somebody. */
    READING,
    /** They are read. */
    LOADED,
    /** A number was given. */
    NUMBERED,
    /** It is decided, before the commit. */
    DECIDED,
    /** The commit is applied, before its reply arrives. */
    COMMITTED,
    /** Before the answer leaves. */
    ANSWERING,
    /** The answer is on the screen, and the bot does not know yet. */
    ANSWERED,
    /** Before the receipt of the answer. */
    SETTLING_ANSWER,
    /** Before due entries are leased. */
    LEASING,
    /** They are leased, before the reply arrives. */
    LEASED,
    /** Before a call of the platform. */
    SENDING,
    /** The call has had its effect, before its answer arrives. */
    SENT,
    /** A delivery is about to commit to a record. */
    HANDING_OVER,
    /** It has, before the reply arrives. */
    HANDED_OVER,
    /** Before a delivery's receipt. */
    SETTLING,
    /** The receipt is applied, before its reply arrives. */
    SETTLED,
    /** Due timers are leased, before the reply arrives. */
    TIMER_LEASED,
    /** A timer is about to commit. */
    TIMER_DECIDED,
    /** It has, before the reply arrives. */
    TIMER_COMMITTED,
    /** A rescan has looked at records. */
    RESCAN_LOOKED,
    /** It has put something back, before the reply arrives. */
    RESCAN_RESTORED
}
