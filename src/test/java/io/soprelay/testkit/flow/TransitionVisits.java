package io.soprelay.testkit.flow;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which transitions plays have visited in this JVM, as {@code flow: rule from → to}. */
public final class TransitionVisits {
    private static final Set<String> VISITED = new ConcurrentSkipListSet<>();

    private TransitionVisits() {}

    public static void clear() {
        VISITED.clear();
    }

    public static Set<String> visited() {
        return Set.copyOf(VISITED);
    }

    public static String name(String flow, String rule, String from, String to) {
        return "%s: %s %s → %s".formatted(flow, rule, from, to);
    }

    static void note(FlowDefinition definition, List<FlowEvent> events) {
        for (FlowEvent event : events) {
            if (event instanceof StateChanged changed) {
                VISITED.add(name(definition.key(), changed.rule(), changed.from(), changed.to()));
            }
        }
    }
}
