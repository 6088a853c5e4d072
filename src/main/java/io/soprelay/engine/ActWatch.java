package io.soprelay.engine;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;

/** Hears what became of every command on a record. Called on the acting thread, after the commit; it must not block. */
@FunctionalInterface
public interface ActWatch {
    ActWatch NONE = (act, answer) -> {};

    void acted(Act act, EngineAnswer answer);

    /**
     * What was asked for.
     *
     * @param command the name of its kind, such as {@code CompleteTask}
     * @param nanos how long reading, deciding and committing took together
     */
    record Act(FlowId flow, CommandId id, String command, MemberId actor, long nanos) {}
}
