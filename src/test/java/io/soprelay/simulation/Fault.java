package io.soprelay.simulation;

/** What goes wrong at a {@link Boundary}. */
enum Fault {
    /** The bot's process ends; another begins on the same store. */
    DIES,
    /** The store is away from here on, for up to two minutes. */
    STORE_AWAY,
    /** The connection breaks: what is under way has no effect, or its answer is lost. */
    RESET,
    /** What comes next has its effect and gets no answer. */
    ANSWER_LOST,
    /** Everything stands still, for five seconds or longer than a lease. */
    PAUSE,
    /** What is being done comes once more, or another process works on it too. */
    TWICE,
    /** Somebody else does something in this very moment. */
    MEANWHILE
}
