package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all worlds together came to. Safe for concurrent use. */
final class Tally {
    private final Coverage coverage = new Coverage();
    private final List<Outcome> failed = new ArrayList<>();
    private long worlds;
    private final Set<Long> flowsOf = new HashSet<>();
    private long flows;
    private long records;
    private long acts;
    private long nanos;
    private long hash;

    /** @param cpuNanos what the world took of a core */
    synchronized void add(Outcome outcome, long cpuNanos) {
        worlds++;
        nanos += cpuNanos;
        flows += flowsOf.add(Run.flowsOf(outcome.seed())) ? outcome.flows() : 0;
        records += outcome.records();
        acts += outcome.acts();
        hash += Dice.mixed(outcome.hash());
        coverage.add(outcome.coverage());
        if (outcome.violation().isPresent()) {
            failed.add(outcome);
        }
    }

    /** By seed. */
    synchronized List<Outcome> failed() {
        return failed.stream().sorted(Comparator.comparing(Outcome::seed)).toList();
    }

    synchronized Coverage coverage() {
        return coverage;
    }

    synchronized long worlds() {
        return worlds;
    }

    /** However many companies have the same. */
    synchronized long flows() {
        return flows;
    }

    synchronized long records() {
        return records;
    }

    /** Of everything that happened in all worlds, in whatever order they were played. */
    synchronized long hash() {
        return hash;
    }

    synchronized long acts() {
        return acts;
    }

    /** Of the threads that play, without the compiler and the collector. */
    synchronized double actsACoreSecond() {
        return acts / (nanos / 1e9);
    }
}
