package io.soprelay.simulation;

import io.soprelay.testkit.ProgramOptions;
import java.util.List;

/**
 * What was asked for.
 *
 * @param minutes how long to play, 1 to 600; not looked at if {@code worlds} is given
 * @param seed of the first world; the next has the next number
 * @param worlds how many worlds to play, 0 for as many as there is time for
 * @param trace show what happens in the first world, step by step, and play no other
 */
record SimulationOptions(int minutes, long seed, int worlds, boolean trace) {
    private static final int MINUTES_MOST = 600;

    /** @throws IllegalArgumentException with one sentence */
    static SimulationOptions read(List<String> arguments) {
        int minutes = 1;
        long seed = 1;
        int worlds = 0;
        boolean trace = false;
        ProgramOptions asked = new ProgramOptions(arguments);
        while (asked.next()) {
            switch (asked.word()) {
                case "--minutes" -> minutes = (int) asked.number(1, MINUTES_MOST);
                case "--seed" -> seed = asked.number(Long.MIN_VALUE, Long.MAX_VALUE);
                case "--worlds" -> worlds = (int) asked.number(1, Integer.MAX_VALUE);
                case "--trace" -> trace = true;
                default ->
                    throw new IllegalArgumentException(
                            "There is --minutes N, --worlds N, --seed S, --trace and --store, but no " + asked.word()
                                    + ".");
            }
        }
        return new SimulationOptions(minutes, seed, worlds, trace);
    }
}
