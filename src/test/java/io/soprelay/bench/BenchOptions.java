package io.soprelay.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for.
 *
 * @param parts at least one
 */
record BenchOptions(boolean quick, Path jar, List<String> botOptions, List<String> parts) {
    /** As the simulator starts the bot for {@code scripts/run}. */
    private static final String BOT_OPTIONS =
            "-Xmx126m -Xss512k -XX:+UseSerialGC -XX:ReservedCodeCacheSize=48m -XX:MaxDirectMemorySize=16m";

    /**
     * @param known names of all parts; they are what is measured if none is named
     * @throws IllegalArgumentException with one sentence
     */
    static BenchOptions read(List<String> arguments, List<String> known) {
        boolean quick = false;
        Path jar = Path.of("target", "sop-relay.jar");
        String botOptions = BOT_OPTIONS;
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.startsWith("--jar=")) {
                jar = Path.of(value);
            } else if (argument.startsWith("--bot-options=")) {
                botOptions = value;
            } else if (known.contains(argument)) {
                parts.add(argument);
            } else {
                throw new IllegalArgumentException("'%s' is neither a part (%s) nor --quick, --jar=<path>,"
                                .formatted(argument, String.join(", ", known))
                        + " --bot-options=<JVM options>.");
            }
        }
        List<String> options =
                botOptions.isBlank() ? List.of() : List.of(botOptions.strip().split(" +"));
        return new BenchOptions(quick, jar, options, parts.isEmpty() ? known : List.copyOf(parts));
    }
}
