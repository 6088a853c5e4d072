package io.soprelay.flow.model;

import io.soprelay.flow.definition.FieldDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Evaluates a guard's condition. Pure and bounded: the same inputs give the same answer, in bounded time. */
public interface Conditions {

    /**
     * Whether the condition holds. A comparison with a blank field is false.
     *
     * @param expression one that {@link #problems} accepted
     */
    boolean holds(String expression, RecordData data, Instant now, ZoneId zone);

    /** Everything that is wrong with an expression, in sentences; empty if it may be published. */
    List<String> problems(String expression, List<FieldDefinition> fields);
}
