package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.WireLog;

/**
 * Told what changes on the platform, each kind in the order of its changes, on the thread that made them: be quick, and
 * do not wait for another such thread.
 */
public interface DingTalkListener {
    /** A message is new or changed (same id, higher revision), in private or in a group. */
    default void message(ChatMessage message) {}

    /** Somebody joined, or can be reached or not any more. */
    default void person(DingTalkPerson person) {}

    /** A call was answered, in either direction. */
    default void call(WireLog.Entry entry) {}

    /** What goes wrong next is something else than before. */
    default void faults() {}
}
