package io.soprelay.im.simulator;

/**
 * Told what changes on the platform, each kind in the order of its changes, on the thread that made them: be quick, and
 * do not wait for another such thread.
 */
public interface PlatformListener {
    /** A message of a private chat is new or changed (same id, higher revision). */
    default void message(SimulatedPerson person, ChatMessage message) {}

    /** The same in a group, told once for all its members. */
    default void message(FeishuGroup group, ChatMessage message) {}

    /** Somebody joined, or can be reached or not any more. */
    default void person(SimulatedPerson person) {}

    /** A call was answered, in either direction. */
    default void call(WireLog.Entry entry) {}

    /** What goes wrong next is something else than before. */
    default void faults() {}
}
