package io.soprelay.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file, at most {@value #MAX}: nobody repairs more in one sitting. */
final class Problems {
    static final int MAX = 200;

    private final String file;
    private final List<FlowProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, ProblemKind kind, Object... facts) {
        if (found.size() >= MAX) {
            // Not even its sentence is made: a hostile file has thousands.
            return;
        }
        FlowProblem problem = new FlowProblem(file, place.line(), place.column(), kind.reason(facts), kind.fix(facts));
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    int count() {
        return found.size();
    }

    /** In file order. */
    List<FlowProblem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(FlowProblem::line).thenComparingInt(FlowProblem::column))
                .toList();
    }
}
