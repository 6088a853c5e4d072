package io.soprelay.simulation;

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
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--minutes" -> minutes = (int) number(arguments, ++i, 1, MINUTES_MOST);
                case "--seed" -> seed = number(arguments, ++i, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--worlds" -> worlds = (int) number(arguments, ++i, 1, Integer.MAX_VALUE);
                case "--trace" -> trace = true;
                default ->
                    throw new IllegalArgumentException(
                            "There is --minutes N, --worlds N, --seed S, --trace and --store, but no " + argument
                                    + ".");
            }
        }
        return new SimulationOptions(minutes, seed, worlds, trace);
    }

    private static long number(List<String> arguments, int at, long least, long most) {
        String found = at < arguments.size() ? arguments.get(at) : "nothing";
        try {
            long number = Long.parseLong(found);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // reported below
        }
        throw new IllegalArgumentException(
                "%s takes a number from %d to %d, but got %s.".formatted(arguments.get(at - 1), least, most, found));
    }
}
