package io.soprelay.catalog;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a record can go where it should: states, the rules between them, and what opens work. */
final class GraphLinter {
    private final FlowDefinition flow;
    private final Problems problems;
    private final Places places;
    private final Map<String, StateDefinition> states = new LinkedHashMap<>();

    GraphLinter(FlowDefinition flow, Problems problems, Places places) {
        this.flow = flow;
        this.problems = problems;
        this.places = places;
        flow.states().forEach(state -> states.put(state.id(), state));
    }

    void lint() {
        boolean oneInitial = lintInitial();
        boolean wellFormed = lintRules();
        lintAutomaticLoops();
        if (oneInitial && wellFormed) {
            Set<String> reached = reach(flow.initialState().id());
            lintReached(reached);
            lintOpeners(reached);
        }
    }

    private boolean lintInitial() {
        List<StateDefinition> initial = flow.states().stream()
                .filter(state -> state.kind() == StateKind.INITIAL)
                .toList();
        if (initial.isEmpty() && !flow.states().isEmpty()) {
            problems.add(places.at("states"), ProblemKind.NO_INITIAL);
        }
        for (int i = 1; i < initial.size(); i++) {
            problems.add(
                    places.at("states/" + initial.get(i).id()),
                    ProblemKind.SEVERAL_INITIAL,
                    initial.getFirst().id(),
                    initial.get(i).id());
        }
        return initial.size() == 1;
    }

    /** False if a rule names no known state: what can be reached is then unknown. */
    private boolean lintRules() {
        boolean known = true;
        for (int i = 0; i < flow.transitions().size(); i++) {
            TransitionRule rule = flow.transitions().get(i);
            known &= states.containsKey(rule.to()) && !rule.from().isEmpty();
            for (int j = 0; j < rule.from().size(); j++) {
                StateDefinition from = states.get(rule.from().get(j));
                known &= from != null;
                if (from != null && from.kind() == StateKind.FINAL) {
                    problems.add(places.at("transitions/" + i + "/from", j), ProblemKind.LEAVES_FINAL, from.id());
                }
                if (from != null && from.id().equals(rule.to())) {
                    problems.add(places.at("transitions/" + i + "/to"), ProblemKind.TO_ITSELF, from.id());
                }
            }
        }
        return known && !flow.transitions().isEmpty();
    }

    private void lintReached(Set<String> reached) {
        for (StateDefinition state : flow.states()) {
            Place place = places.at("states/" + state.id());
            if (!reached.contains(state.id())) {
                problems.add(place, ProblemKind.UNREACHABLE, state.id());
            }
            boolean open = state.kind() == StateKind.INITIAL || state.kind() == StateKind.NORMAL;
            if (open && reach(state.id()).stream().noneMatch(this::isEnd)) {
                problems.add(place, ProblemKind.DEAD_END, state.id());
            }
        }
    }

    private boolean isEnd(String state) {
        StateDefinition found = states.get(state);
        return found != null && (found.kind() == StateKind.SETTLED || found.kind() == StateKind.FINAL);
    }

    private Set<String> reach(String start) {
        Set<String> reached = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String state = open.pop();
            for (TransitionRule rule : flow.transitions()) {
                if (rule.from().contains(state) && reached.add(rule.to())) {
                    open.push(rule.to());
                }
            }
        }
        return reached;
    }

    private void lintOpeners(Set<String> reached) {
        Set<String> opened = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (WorkItemDefinition item : flow.items()) {
                boolean opens = item.openers().stream().anyMatch(opener -> fires(opener, reached, opened));
                grown |= opens && opened.add(item.key());
            }
        }
        for (WorkItemDefinition item : flow.items()) {
            if (!opened.contains(item.key()) && !item.openers().isEmpty()) {
                problems.add(places.at("items/" + item.key() + "/opens"), ProblemKind.NEVER_OPENS, item.title());
            }
            if (!(item instanceof WorkItemDefinition.Notice)) {
                lintOpensAtEnd(item);
            }
        }
    }

    private static boolean fires(Opener opener, Set<String> reached, Set<String> opened) {
        return switch (opener) {
            case Opener.Entered entered -> reached.contains(entered.state());
            case Opener.Completed completed -> opened.contains(completed.item());
            case Opener.Rejected rejected -> opened.contains(rejected.approval());
        };
    }

    private void lintOpensAtEnd(WorkItemDefinition item) {
        for (Opener opener : item.openers()) {
            if (opener instanceof Opener.Entered entered) {
                StateDefinition state = states.get(entered.state());
                if (state != null && state.kind() == StateKind.FINAL) {
                    problems.add(
                            places.at("items/" + item.key() + "/opens"), ProblemKind.OPENS_AT_END, entered.state());
                }
            }
        }
    }

    /** Work that opens work needs a person in between; so only rules that wait for nobody can run in a circle. */
    private void lintAutomaticLoops() {
        Set<String> reported = new HashSet<>();
        for (String start : states.keySet()) {
            List<String> loop = loop(start, start, new ArrayList<>(List.of(start)), new HashSet<>());
            if (!loop.isEmpty() && reported.add(String.valueOf(new HashSet<>(loop)))) {
                problems.add(places.at("states/" + start), ProblemKind.AUTOMATIC_LOOP, String.join(" → ", loop));
            }
        }
    }

    private List<String> loop(String start, String at, List<String> path, Set<String> visited) {
        for (TransitionRule rule : flow.transitions()) {
            if (!rule.from().contains(at)
                    || waitsForSomebody(rule.guard())
                    || rule.from().contains(rule.to())) {
                continue;
            }
            if (rule.to().equals(start)) {
                path.add(start);
                return path;
            }
            if (visited.add(rule.to())) {
                path.add(rule.to());
                List<String> found = loop(start, rule.to(), path, visited);
                if (!found.isEmpty()) {
                    return found;
                }
                path.removeLast();
            }
        }
        return List.of();
    }

    /** By hand, or by an approval whose new round opens when a state is entered. */
    private boolean waitsForSomebody(TransitionGuard guard) {
        if (guard.isManual()) {
            return true;
        }
        return flow.items().stream()
                .filter(item -> item.key().equals(guard.approval()))
                .flatMap(item -> item.openers().stream())
                .anyMatch(Opener.Entered.class::isInstance);
    }
}
