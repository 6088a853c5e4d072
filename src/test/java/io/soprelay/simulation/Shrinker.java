package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves out of a failing world whatever does not matter: delta debugging over its steps. */
final class Shrinker {
    private final Run run;
    private int plays;

    Shrinker(Run run) {
        this.run = run;
    }

    /** @return steps that still break the same invariant, none of which can be left out alone */
    List<Integer> shrunk(long seed, List<Integer> steps, String invariant) {
        List<Integer> left = new ArrayList<>(steps);
        int chunk = Math.max(1, left.size() / 2);
        while (true) {
            boolean smaller = false;
            for (int from = 0; from < left.size(); ) {
                List<Integer> fewer = new ArrayList<>(left);
                fewer.subList(from, Math.min(left.size(), from + chunk)).clear();
                if (breaks(seed, fewer, invariant)) {
                    left = fewer;
                    smaller = true;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && !smaller) {
                return left;
            }
            chunk = Math.max(1, chunk / 2);
        }
    }

    private boolean breaks(long seed, List<Integer> steps, String invariant) {
        plays++;
        Optional<Violation> violation = run.of(seed, steps).violation();
        return violation.filter(found -> found.invariant().equals(invariant)).isPresent();
    }

    /** How many worlds that took. */
    int plays() {
        return plays;
    }
}
