package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which steps of a world are played, and which parts of each.
 *
 * @param steps by number; no step is without parts
 * @param choices who and what was chosen in them
 */
record Play(Map<Integer, Set<Part>> steps, Choices choices) {

    /** One part of one step. */
    record Moment(int step, Part part) {}

    /** Everything of these steps, as the dice fall. */
    static Play of(Collection<Integer> steps) {
        Map<Integer, Set<Part>> whole = new TreeMap<>();
        steps.forEach(step -> whole.put(step, EnumSet.allOf(Part.class)));
        return new Play(whole, Choices.thrown());
    }

    static Play of(Collection<Moment> moments, Choices choices) {
        Map<Integer, Set<Part>> some = new TreeMap<>();
        moments.forEach(moment -> some.computeIfAbsent(moment.step(), any -> EnumSet.noneOf(Part.class))
                .add(moment.part()));
        return new Play(some, choices);
    }

    /** In their order. */
    List<Moment> moments() {
        List<Moment> all = new ArrayList<>();
        steps.forEach((step, parts) -> parts.forEach(part -> all.add(new Moment(step, part))));
        return all;
    }

    /** How many things people do of themselves. */
    long acts() {
        return steps.values().stream().filter(parts -> parts.contains(Part.ACT)).count();
    }

    Play with(Choices other) {
        return new Play(steps, other);
    }
}
