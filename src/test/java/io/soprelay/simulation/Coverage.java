package io.soprelay.simulation;

import java.util.ArrayList;
import java.util.List;

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
