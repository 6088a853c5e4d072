package io.soprelay.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names a file declares and the places that use them, matched once everything is read. */
final class Names {

    /** What a name stands for; the constant's text is in the message file under {@code sort.<constant>}. */
    enum Sort {
        FIELD,
        STATE,
        ROLE,
        TASK,
        APPROVAL,
        NOTICE;

        String word() {
            return LintTexts.text("sort." + name());
        }
    }

    private record Use(List<Sort> allowed, String name, Place place) {}

    private final Map<Sort, Set<String>> declared = new EnumMap<>(Sort.class);
    private final List<Use> uses = new ArrayList<>();

    void declare(Sort sort, String name) {
        declared.computeIfAbsent(sort, any -> new LinkedHashSet<>()).add(name);
    }

    /** Returns the name, so that a decoder can note the use where it reads it. */
    String use(String name, Place place, Sort... allowed) {
        if (!name.isEmpty()) {
            uses.add(new Use(List.of(allowed), name, place));
        }
        return name;
    }

    boolean isDeclared(Sort sort, String name) {
        return known(sort).contains(name);
    }

    void resolve(Problems problems) {
        for (Use use : uses) {
            if (use.allowed().stream().noneMatch(sort -> isDeclared(sort, use.name()))) {
                report(use, problems);
            }
        }
    }

    private void report(Use use, Problems problems) {
        Sort wanted = use.allowed().getFirst();
        for (Sort other : List.of(Sort.TASK, Sort.APPROVAL, Sort.NOTICE)) {
            if (wanted.ordinal() >= Sort.TASK.ordinal() && isDeclared(other, use.name())) {
                problems.add(use.place(), ProblemKind.WRONG_SORT, use.name(), other.word(), wanted.word());
                return;
            }
        }
        List<String> candidates =
                use.allowed().stream().flatMap(sort -> known(sort).stream()).toList();
        Suggestions.nearest(use.name(), candidates)
                .ifPresentOrElse(
                        meant -> problems.add(
                                use.place(), ProblemKind.UNKNOWN_NAME_MEANT, wanted.word(), use.name(), meant),
                        () -> problems.add(
                                use.place(),
                                ProblemKind.UNKNOWN_NAME,
                                wanted.word(),
                                use.name(),
                                candidates.isEmpty() ? LintTexts.text("none") : String.join("、", candidates)));
    }

    private Set<String> known(Sort sort) {
        return declared.getOrDefault(sort, Set.of());
    }
}
