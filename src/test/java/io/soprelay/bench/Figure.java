package io.soprelay.bench;

import java.util.List;

/**
 * One line of the result: a value for each round.
 *
 * @param rounds at least one value, in the order measured
 * @param broken why the rounds cannot be believed (an act was answered wrongly, say); empty if they can
 */
record Figure(String name, String unit, List<Double> rounds, Limit limit, String broken) {
    Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("The figure '" + name + "' has no round");
        }
    }

    static Figure of(String name, String unit, List<Double> rounds, Limit limit) {
        return new Figure(name, unit, rounds, limit, "");
    }

    static Figure shown(String name, String unit, List<Double> rounds) {
        return of(name, unit, rounds, new Limit.None());
    }

    static Figure shown(String name, String unit, double value) {
        return shown(name, unit, List.of(value));
    }

    Figure butBroken(String why) {
        return new Figure(name, unit, rounds, limit, why);
    }

    /** Of an even number of rounds the mean of the middle two. */
    double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return rounds.stream().min(Double::compare).orElseThrow();
    }

    double max() {
        return rounds.stream().max(Double::compare).orElseThrow();
    }

    boolean holds() {
        return broken.isEmpty() && limit.holds(median());
    }

    /** {@code ok}, {@code over}, {@code broken}, or nothing if there is no limit. */
    String verdict() {
        if (!broken.isEmpty()) {
            return "broken: " + broken;
        }
        if (limit instanceof Limit.None) {
            return "";
        }
        return holds() ? "ok" : "over";
    }
}
