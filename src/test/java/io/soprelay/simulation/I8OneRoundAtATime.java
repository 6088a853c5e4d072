package io.soprelay.simulation;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Work is not made twice. */
final class I8OneRoundAtATime extends Invariant {
    private final Map<String, String> numbers = new HashMap<>();

    @Override
    String sentence() {
        return "One task per instance, step and iteration; one record per number.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        FlowInstance after = happened.after();
        if (after == null) {
            return;
        }
        String other = numbers.putIfAbsent(after.number(), after.id().value());
        if (other != null && !other.equals(after.id().value())) {
            broken("%s is the number of two records", after.number());
        }
        Set<Object> rounds = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (WorkItem item : after.items()) {
            boolean twoOpen =
                    item.status() == WorkItem.Status.OPEN && !open.add(item.id().key());
            if (!rounds.add(item.id()) || twoOpen) {
                broken("%s has %s twice", after.number(), item.id());
            }
        }
    }
}
