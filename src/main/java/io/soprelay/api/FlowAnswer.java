package io.soprelay.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.soprelay.chat.view.TransitionLabels;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.TransitionRule;
import java.util.List;
import java.util.Locale;

/**
 * One version of a flow, as much as a diagram needs.
 *
 * @param states in file order
 * @param transitions in the order they are tried
 */
@JsonPropertyOrder({"key", "name", "version", "states", "transitions"})
record FlowAnswer(String key, String name, int version, List<State> states, List<Transition> transitions) {

    /** @param kind {@code initial}, {@code normal}, {@code settled} or {@code final} */
    @JsonPropertyOrder({"id", "name", "kind"})
    record State(String id, String name, String kind) {
        static State of(StateDefinition state) {
            // A state's id is the name people read; two members, so that they may part one day.
            return new State(state.id(), state.id(), state.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * One arrow. A rule that leaves several states gives one arrow each, all with its id.
     *
     * @param label what makes it happen, in words
     */
    @JsonPropertyOrder({"id", "from", "to", "label"})
    record Transition(String id, String from, String to, String label) {}

    static FlowAnswer of(FlowDefinition flow, TransitionLabels labels) {
        return new FlowAnswer(
                flow.key(),
                flow.name(),
                flow.version(),
                flow.states().stream().map(State::of).toList(),
                flow.transitions().stream()
                        .flatMap(rule -> arrows(rule, labels.label(flow, rule)).stream())
                        .toList());
    }

    private static List<Transition> arrows(TransitionRule rule, String label) {
        return rule.from().stream()
                .map(from -> new Transition(rule.id(), from, rule.to(), label))
                .toList();
    }
}
