package io.soprelay.flow.model;

import java.time.Instant;
import java.util.List;

/**
 * One entry of an instance's audit: what one command made happen.
 *
 * @param version the instance's version after it: 1, 2, 3 … without a gap
 * @param actor who asked
 * @param at business time
 */
public record FlowCommit(long version, CommandId command, MemberId actor, Instant at, List<FlowEvent> events) {
    public FlowCommit {
        events = List.copyOf(events);
    }
}
