package io.soprelay.simulation;

import org.jspecify.annotations.Nullable;

/** Everything that happened, as one number; and, when a person wants to read it, as lines. */
final class Trace {
    private final @Nullable StringBuilder lines;
    private long hash;

    /** @param readable whether the lines are kept */
    Trace(boolean readable) {
        lines = readable ? new StringBuilder() : null;
    }

    void note(String what, Object... facts) {
        long next = hash * 31 + what.hashCode();
        for (Object fact : facts) {
            next = next * 31 + String.valueOf(fact).hashCode();
        }
        hash = Dice.mixed(next);
        if (lines != null) {
            lines.append(what);
            for (Object fact : facts) {
                lines.append(' ').append(fact);
            }
            lines.append('\n');
        }
    }

    long hash() {
        return hash;
    }

    /** Empty if nobody wanted them. */
    String lines() {
        return lines == null ? "" : lines.toString();
    }
}
