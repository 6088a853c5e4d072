package io.soprelay.flow.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import io.soprelay.testkit.flow.TransitionVisits;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plays every scenario of both flows and fails on a transition that none of them visited. */
class TransitionCoverageTest {
    private static final List<Class<?>> SCENARIOS = List.of(DeliveryFlowTest.class, ReturnFlowTest.class);

    @Test
    void every_transition_of_both_flows_is_visited_by_a_scenario() throws ReflectiveOperationException {
        TransitionVisits.clear();
        for (Class<?> scenarios : SCENARIOS) {
            Constructor<?> constructor = scenarios.getDeclaredConstructor();
            for (Method scenario : scenarios.getDeclaredMethods()) {
                if (scenario.isAnnotationPresent(Test.class)) {
                    scenario.invoke(constructor.newInstance());
                }
            }
        }
        TreeSet<String> missed = new TreeSet<>(transitions(DeliveryFlow.definition()));
        missed.addAll(transitions(ReturnFlow.definition()));
        missed.removeAll(TransitionVisits.visited());
        assertThat(missed)
                .as("transitions no scenario visits: add one to DeliveryFlowTest or ReturnFlowTest")
                .isEmpty();
    }

    private static List<String> transitions(FlowDefinition flow) {
        return flow.transitions().stream()
                .flatMap(rule ->
                        rule.from().stream().map(from -> TransitionVisits.name(flow.key(), rule.id(), from, rule.to())))
                .toList();
    }
}
