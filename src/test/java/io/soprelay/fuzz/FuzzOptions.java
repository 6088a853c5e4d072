package io.soprelay.fuzz;

import io.soprelay.testkit.ProgramOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param time for all targets together, default one minute each
 * @param full each target is fed as many inputs as it asks for, however long that takes; the time is not looked at
 * @param seed default a new one for each run; it is printed
 */
record FuzzOptions(Duration time, boolean full, long seed, List<String> targets) {
    private static final int MINUTES_MOST = 10_000;

    /** @throws IllegalArgumentException with a sentence for the terminal */
    static FuzzOptions read(List<String> arguments, List<String> known) {
        List<String> targets = new ArrayList<>();
        long minutes = 0;
        boolean full = false;
        long seed = System.nanoTime() & 0xFFFF_FFFFL;
        ProgramOptions asked = new ProgramOptions(arguments);
        while (asked.next()) {
            String word = asked.word();
            switch (word) {
                case "--minutes" -> minutes = asked.number(1, MINUTES_MOST);
                case "--full" -> full = true;
                case "--seed" -> seed = asked.number(0, Long.MAX_VALUE);
                default -> targets.add(named(word, known));
            }
        }
        if (full && minutes > 0) {
            throw new IllegalArgumentException("--full takes as long as it takes, so leave --minutes out.");
        }
        List<String> played = targets.isEmpty() ? known : List.copyOf(targets);
        return new FuzzOptions(Duration.ofMinutes(minutes == 0 ? played.size() : minutes), full, seed, played);
    }

    private static String named(String word, List<String> known) {
        if (!known.contains(word)) {
            throw new IllegalArgumentException("There is no target " + word + "; there are " + String.join(", ", known)
                    + ", and the options --minutes N, --full and --seed S.");
        }
        return word;
    }
}
