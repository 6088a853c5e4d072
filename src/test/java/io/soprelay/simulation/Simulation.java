package io.soprelay.simulation;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Plays worlds on two threads, each world alone in its own; prints what failed, shrunk, and keeps it. */
public final class Simulation {
    private static final int THREADS = 2;
    /** One person-day is 40 acts, and a year has 250 of them. */
    private static final double ACTS_A_PERSON_YEAR = 40 * 250;
    /** Shrinking takes some hundred worlds: the first failures of each kind are enough. */
    private static final int SHRUNK_MAX = 5;

    /** What a boundary and a fault together have to be met, to be called covered. */
    private static final long HITS_LEAST = 30;

    /** As many as are to be played for a change. */
    private static final int WORLDS_JUDGED = 10_000;

    private final SimulationOptions options;
    private final PrintStream out;
    private final AtomicLong next;
    private final Tally tally = new Tally();

    private Simulation(SimulationOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.next = new AtomicLong(options.seed());
    }

    /** @param args {@code [--minutes N | --worlds N] [--seed S] [--trace]}; exit code 1 if an invariant did not hold */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        SimulationOptions options;
        try {
            options = SimulationOptions.read(List.of(args));
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Simulation simulation = new Simulation(options, out);
        System.exit(options.trace() ? simulation.trace() : simulation.run());
    }

    private int trace() {
        Run.Played played = Run.judged().played(options.seed(), Run.allSteps(), true);
        out.println(played.world().trace().lines());
        print(played.outcome());
        return played.outcome().violation().isPresent() ? 1 : 0;
    }

    private int run() throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + Duration.ofMinutes(options.minutes()).toNanos();
        List<Future<?>> playing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                playing.add(threads.submit(() -> play(end)));
            }
        }
        for (Future<?> each : playing) {
            each.get();
        }
        double minutes = (System.nanoTime() - start) / 60e9;
        List<Outcome> failed = tally.failed();
        failed.forEach(this::print);
        failed.stream().limit(SHRUNK_MAX).forEach(this::shrink);
        tally.coverage().table().forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%d worlds, %d flows, %d records, %d acts in %.1f minutes: %.1f person-years a minute (%.0f acts/s,"
                        + " %.0f a second of one core); %d worlds failed. Fewest hits of a fault at a boundary: %d. Hash %016x.%n",
                tally.worlds(),
                tally.flows(),
                tally.records(),
                tally.acts(),
                minutes,
                tally.acts() / ACTS_A_PERSON_YEAR / minutes,
                tally.acts() / minutes / 60,
                tally.actsACoreSecond(),
                failed.size(),
                tally.coverage().least(),
                tally.hash());
        boolean covered = isCovered();
        return failed.isEmpty() && covered ? 0 : 1;
    }

    /** In a run that is long enough each fault has to have come at each boundary often enough to say anything about it. */
    private boolean isCovered() {
        List<String> seldom = tally.coverage().seldom(HITS_LEAST);
        if (tally.worlds() < WORLDS_JUDGED) {
            out.printf(
                    "Whether each fault came at each boundary %d times is looked at from %d worlds on.%n",
                    HITS_LEAST, WORLDS_JUDGED);
            return true;
        }
        out.println(
                seldom.isEmpty()
                        ? "Each fault came at each boundary %d times or more.".formatted(HITS_LEAST)
                        : "Not covered, less than %d times: %s".formatted(HITS_LEAST, String.join(", ", seldom)));
        return seldom.isEmpty();
    }

    private void play(long end) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        Run run = Run.judged();
        while (true) {
            long first = next.getAndUpdate(Run::nextFlows);
            for (long seed = first; seed < Run.nextFlows(first); seed++) {
                if (isEnough(seed, end)) {
                    return;
                }
                Outcome outcome = run.of(seed);
                long now = threads.getCurrentThreadCpuTime();
                tally.add(outcome, now - cpu);
                cpu = now;
            }
        }
    }

    private boolean isEnough(long seed, long end) {
        return options.worlds() > 0 ? seed >= options.seed() + options.worlds() : System.nanoTime() >= end;
    }

    private void print(Outcome outcome) {
        out.printf(
                "seed %d, hash %016x: %s%n",
                outcome.seed(),
                outcome.hash(),
                outcome.violation()
                        .map(violation -> violation.invariant() + ": " + violation.found())
                        .orElse("every invariant holds"));
    }

    private void shrink(Outcome outcome) {
        Violation violation = outcome.violation().orElseThrow();
        // What was found in a step needs no later one; what was found at rest has played them all.
        Play play = Shrinker.shrunk(Run.judged(), outcome.seed(), violation.invariant(), (int) outcome.acts());
        KeptSeed kept = new KeptSeed(
                outcome.seed(), Run.flowsOf(outcome.seed()), play, violation.invariant(), violation.found());
        out.printf("seed %d shrunk to %d acts, kept in %s%n", kept.seed(), play.acts(), kept.keep());
        kept.lines().forEach(line -> out.println("    " + line));
        out.println(
                Run.judged().played(outcome.seed(), play, true).world().trace().lines());
    }
}
