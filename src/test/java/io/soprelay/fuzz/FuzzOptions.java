package io.soprelay.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param time for all targets together, default one minute each
 * @param seed default a new one for each run; it is printed
 */
record FuzzOptions(Duration time, long seed, List<String> targets) {

    /** @throws IllegalArgumentException with a sentence for the terminal */
    static FuzzOptions read(List<String> arguments, List<String> known) {
        List<String> targets = new ArrayList<>();
        long minutes = 0;
        long seed = System.nanoTime() & 0xFFFF_FFFFL;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--minutes") || argument.equals("--seed")) {
                if (i + 1 == arguments.size()) {
                    throw new IllegalArgumentException(argument + " needs a number behind it.");
                }
                long number = number(argument, arguments.get(++i));
                if (argument.equals("--seed")) {
                    seed = number;
                } else {
                    minutes = number;
                }
            } else if (known.contains(argument)) {
                targets.add(argument);
            } else {
                throw new IllegalArgumentException("There is no target " + argument + "; there are "
                        + String.join(", ", known) + ", and the options --minutes N and --seed S.");
            }
        }
        List<String> asked = targets.isEmpty() ? known : targets;
        return new FuzzOptions(Duration.ofMinutes(minutes == 0 ? asked.size() : minutes), seed, List.copyOf(asked));
    }

    private static long number(String option, String text) {
        if (!text.matches("[0-9]{1,12}")) {
            throw new IllegalArgumentException(option + " needs a number, but was " + text + ".");
        }
        return Long.parseLong(text);
    }
}
