package io.soprelay.simulation;

import io.soprelay.simulation.Play.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Leaves out of what fails whatever does not matter: delta debugging.
 *
 * @param <T> what can be left out
 */
final class Shrinker<T> {
    /** A person reads so many acts; what is longer is looked at again, two at a time. */
    private static final int SHORT = 20;

    /** Two of forty are 780 pairs: more would take as long as playing another thousand worlds. */
    private static final int PAIRED_MOST = 40;

    private final Predicate<List<T>> breaks;

    /** @param breaks whether these, in this order, still fail in the same way */
    Shrinker(Predicate<List<T>> breaks) {
        this.breaks = breaks;
    }

    /**
     * Of a world that breaks an invariant: first what people do is left out, while time, faults and bots go on, then all
     * the rest. Whoever is left chooses by name what they chose in the whole world, so leaving out one act does not make
     * another one of all that follow.
     *
     * @param steps how many of its steps it takes to break it
     * @return a play that breaks it too
     */
    static Play shrunk(Run run, long seed, String invariant, int steps) {
        Choices noted = Choices.noted();
        Play whole = Play.of(Run.allSteps().subList(0, steps)).with(noted);
        run.of(seed, whole);
        Choices again = noted.again();
        Predicate<List<Moment>> breaks = left -> run.of(seed, Play.of(left, again))
                .violation()
                .filter(found -> found.invariant().equals(invariant))
                .isPresent();
        List<Moment> left = whole.moments();
        int before;
        do {
            before = left.size();
            for (boolean acts : List.of(true, false)) {
                List<Moment> stay = parts(left, !acts);
                left = both(
                        stay, new Shrinker<Moment>(some -> breaks.test(both(stay, some))).shrunk(parts(left, acts)));
            }
        } while (left.size() < before);
        Choices last = noted.again();
        Play play = Play.of(left, last);
        run.of(seed, play);
        return play.with(Choices.asNoted(last.needed()));
    }

    private static List<Moment> parts(List<Moment> all, boolean acts) {
        return all.stream()
                .filter(moment -> acts == (moment.part() == Part.ACT))
                .toList();
    }

    private static List<Moment> both(List<Moment> some, List<Moment> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * @param failing what breaks it
     * @return what still does, none of which can be left out alone; where many are left, no two of them either
     */
    List<T> shrunk(List<T> failing) {
        List<T> left = withoutSome(failing);
        while (left.size() > SHORT && left.size() <= PAIRED_MOST) {
            Optional<List<T>> fewer = withoutTwo(left);
            if (fewer.isEmpty()) {
                return left;
            }
            left = withoutSome(fewer.get());
        }
        return left;
    }

    private List<T> withoutSome(List<T> failing) {
        List<T> left = failing;
        int chunk = Math.max(1, left.size() / 2);
        while (true) {
            boolean smaller = false;
            for (int from = 0; from < left.size(); ) {
                List<T> fewer = new ArrayList<>(left);
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

    /** What one does another may undo: neither can be left out alone. */
    private Optional<List<T>> withoutTwo(List<T> left) {
        for (int first = 0; first < left.size(); first++) {
            for (int second = first + 1; second < left.size(); second++) {
                List<T> fewer = new ArrayList<>(left);
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
