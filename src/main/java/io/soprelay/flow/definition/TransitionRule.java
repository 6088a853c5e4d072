package io.soprelay.flow.definition;

import java.util.List;

/**
 * One row of the transition table.
 *
 * @param id names the rule in the timeline and in coverage reports; unique in the flow
 * @param from the states it leaves; never a final one
 * @param to the state it enters
 * @param label the button's words for a manual rule (取消这张单子); empty otherwise
 */
public record TransitionRule(String id, List<String> from, String to, TransitionGuard guard, String label) {
    public TransitionRule {
        from = List.copyOf(from);
    }
}
