package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays a world from its seed: all of its steps, or some. One world at a time. */
final class Run {
    /** As many acts as a few people do in two days; more would make failures long and worlds alike. */
    static final int STEPS = 150;

    /** To write and to read flows takes a tenth of a world: so many companies whose seeds are neighbours have the same. */
    static final int COMPANIES_ALIKE = 4;

    private final Supplier<List<Invariant>> invariants;
    private final Plant plant;
    private final LongUnaryOperator flowsOf;
    private @Nullable Written latest;

    /** @param seed that the flows were written with */
    private record Written(long seed, SimulatedFlows flows) {}

    Run(Supplier<List<Invariant>> invariants, Plant plant) {
        this(invariants, plant, Run::flowsOf);
    }

    private Run(Supplier<List<Invariant>> invariants, Plant plant, LongUnaryOperator flowsOf) {
        this.invariants = invariants;
        this.plant = plant;
        this.flowsOf = flowsOf;
    }

    /** The seed whose flows a company has. */
    static long flowsOf(long seed) {
        return seed - Math.floorMod(seed, COMPANIES_ALIKE);
    }

    /** The first seed after it whose company has other flows. */
    static long nextFlows(long seed) {
        return flowsOf(seed) + COMPANIES_ALIKE;
    }

    /** Whatever its seed is, a company has the flows of this one. */
    Run withFlowsOf(long other) {
        return new Run(invariants, plant, seed -> other);
    }

    private SimulatedFlows flows(long seed) {
        long of = flowsOf.applyAsLong(seed);
        Written known = latest;
        if (known == null || known.seed != of) {
            known = new Written(of, SimulatedFlows.of(of));
            latest = known;
        }
        return known.flows;
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
            World world = new World(seed, flows(seed), invariants.get(), plant, plan.choices(), readable);
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
