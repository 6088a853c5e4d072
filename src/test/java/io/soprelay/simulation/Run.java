package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Plays a world from its seed: all of its steps, or some. */
final class Run {
    /** As many acts as a few people do in two days; more would make failures long and worlds alike. */
    static final int STEPS = 150;

    private final Supplier<List<Invariant>> invariants;
    private final Plant plant;

    Run(Supplier<List<Invariant>> invariants, Plant plant) {
        this.invariants = invariants;
        this.plant = plant;
    }

    /** Under every invariant, with nothing planted. */
    static Run judged() {
        return new Run(Judge::everything, Plant.NONE);
    }

    static List<Integer> allSteps() {
        return new ArrayList<>(IntStream.range(0, STEPS).boxed().toList());
    }

    Outcome of(long seed) {
        return of(seed, allSteps());
    }

    Outcome of(long seed, List<Integer> steps) {
        return of(seed, Play.of(steps));
    }

    Outcome of(long seed, Play play) {
        return played(seed, play, false).outcome();
    }

    /** A world with its outcome. */
    record Played(World world, Outcome outcome) {}

    Played played(long seed, List<Integer> steps, boolean readable) {
        return played(seed, Play.of(steps), readable);
    }

    Played played(long seed, Play plan, boolean readable) {
        try (LogWatch log = new LogWatch()) {
            World world = new World(seed, invariants.get(), plant, plan.choices(), readable);
            Optional<Violation> verdict = play(world, plan, log);
            return new Played(
                    world,
                    new Outcome(
                            seed,
                            world.acts(),
                            world.trace().hash(),
                            world.flows().all().size(),
                            world.archive().records().size(),
                            verdict,
                            world.coverage()));
        }
    }

    private static Optional<Violation> play(World world, Play plan, LogWatch log) {
        try {
            for (Map.Entry<Integer, Set<Part>> step : plan.steps().entrySet()) {
                world.step(step.getKey(), step.getValue());
                Optional<Violation> verdict = verdict(world, log);
                if (verdict.isPresent()) {
                    return verdict;
                }
            }
            world.comesToRest();
            return verdict(world, log);
        } catch (RuntimeException thrown) {
            return Optional.of(new Violation("I0", "thrown: " + described(thrown)));
        }
    }

    private static Optional<Violation> verdict(World world, LogWatch log) {
        return world.judge().verdict().or(log::error);
    }

    static String described(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (int i = 0; i < Math.min(12, thrown.getStackTrace().length); i++) {
            text.append("\n    at ").append(thrown.getStackTrace()[i]);
        }
        return text.toString();
    }
}
