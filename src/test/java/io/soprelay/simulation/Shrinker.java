package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Leaves out of a failing world whatever does not matter: delta debugging over its steps. */
final class Shrinker {
    /** A person reads so many acts; what is longer is looked at again, two steps at a time. */
    private static final int SHORT = 20;

    /** Two of forty are 780 pairs: more would take as long as playing another thousand worlds. */
    private static final int PAIRED_MOST = 40;

    private final Predicate<List<Integer>> breaks;

    /** @param breaks whether a world of these steps, in this order, still fails in the same way */
    Shrinker(Predicate<List<Integer>> breaks) {
        this.breaks = breaks;
    }

    /** For the invariant that a world of this seed breaks. */
    static Shrinker of(Run run, long seed, String invariant) {
        return new Shrinker(steps -> run.of(seed, steps)
                .violation()
                .filter(found -> found.invariant().equals(invariant))
                .isPresent());
    }

    /**
     * @param failing steps that break it
     * @return steps that still do, none of which can be left out alone; where many are left, no two of them either
     */
    List<Integer> shrunk(List<Integer> failing) {
        List<Integer> left = withoutSome(failing);
        while (left.size() > SHORT && left.size() <= PAIRED_MOST) {
            Optional<List<Integer>> fewer = withoutTwo(left);
            if (fewer.isEmpty()) {
                return left;
            }
            left = withoutSome(fewer.get());
        }
        return left;
    }

    private List<Integer> withoutSome(List<Integer> failing) {
        List<Integer> left = failing;
        int chunk = Math.max(1, left.size() / 2);
        while (true) {
            boolean smaller = false;
            for (int from = 0; from < left.size(); ) {
                List<Integer> fewer = new ArrayList<>(left);
                fewer.subList(from, Math.min(left.size(), from + chunk)).clear();
                if (breaks.test(fewer)) {
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

    /** What one step does another may undo: neither can be left out alone. */
    private Optional<List<Integer>> withoutTwo(List<Integer> left) {
        for (int first = 0; first < left.size(); first++) {
            for (int second = first + 1; second < left.size(); second++) {
                List<Integer> fewer = new ArrayList<>(left);
                fewer.remove(second);
                fewer.remove(first);
                if (breaks.test(fewer)) {
                    return Optional.of(fewer);
                }
            }
        }
        return Optional.empty();
    }
}
