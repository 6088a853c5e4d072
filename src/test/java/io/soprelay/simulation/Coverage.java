package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How often each fault came at each boundary. */
final class Coverage {
    private final long[][] hits = new long[Boundary.values().length][Fault.values().length];

    void hit(Boundary boundary, Fault fault) {
        hits[boundary.ordinal()][fault.ordinal()]++;
    }

    void add(Coverage other) {
        for (int b = 0; b < hits.length; b++) {
            for (int f = 0; f < hits[b].length; f++) {
                hits[b][f] += other.hits[b][f];
            }
        }
    }

    long least() {
        long least = Long.MAX_VALUE;
        for (long[] row : hits) {
            for (long count : row) {
                least = Math.min(least, count);
            }
        }
        return least;
    }

    /** At which any fault came. */
    Set<Boundary> boundaries() {
        Set<Boundary> met = EnumSet.noneOf(Boundary.class);
        each((boundary, fault, count) -> {
            if (count > 0) {
                met.add(boundary);
            }
        });
        return met;
    }

    /** Which came anywhere. */
    Set<Fault> faults() {
        Set<Fault> met = EnumSet.noneOf(Fault.class);
        each((boundary, fault, count) -> {
            if (count > 0) {
                met.add(fault);
            }
        });
        return met;
    }

    private interface Pair {
        void look(Boundary boundary, Fault fault, long count);
    }

    private void each(Pair pair) {
        for (Boundary boundary : Boundary.values()) {
            for (Fault fault : Fault.values()) {
                pair.look(boundary, fault, hits[boundary.ordinal()][fault.ordinal()]);
            }
        }
    }

    /** Where a fault came less often: {@code boundary × fault: times}. */
    List<String> seldom(long least) {
        List<String> seldom = new ArrayList<>();
        each((boundary, fault, count) -> {
            if (count < least) {
                seldom.add("%s × %s: %d".formatted(boundary, fault, count));
            }
        });
        return seldom;
    }

    /** A line for the head and one a boundary. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("%-16s".formatted("boundary"));
        for (Fault fault : Fault.values()) {
            head.append("%12s".formatted(fault));
        }
        lines.add(head.toString());
        for (Boundary boundary : Boundary.values()) {
            StringBuilder line = new StringBuilder("%-16s".formatted(boundary));
            for (Fault fault : Fault.values()) {
                line.append("%12d".formatted(hits[boundary.ordinal()][fault.ordinal()]));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
