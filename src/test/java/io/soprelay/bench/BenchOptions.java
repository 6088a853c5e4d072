package io.soprelay.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for.
 *
 * @param minutes that the page is kept open, 1 to 600
 * @param realTime leave the page's clock alone
 * @param parts at least one
 */
record BenchOptions(
        boolean quick, Path jar, List<String> botOptions, int minutes, boolean realTime, List<String> parts) {
    /** Four hours of use in a page, and the time to read the result over a cup of tea. */
    private static final int MINUTES = 5;

    private static final int MINUTES_MOST = 600;

    /** As the simulator starts the bot for {@code scripts/run}. */
    private static final String BOT_OPTIONS = "-Xmx108m -Xss512k -XX:+UseSerialGC -XX:ReservedCodeCacheSize=40m"
            + " -XX:MaxDirectMemorySize=16m -XX:TrimNativeHeapInterval=10000";

    /**
     * @param known names of all parts; they are what is measured if none is named
     * @throws IllegalArgumentException with one sentence
     */
    static BenchOptions read(List<String> arguments, List<String> known) {
        boolean quick = false;
        Path jar = Path.of("target", "sop-relay.jar");
        String botOptions = BOT_OPTIONS;
        int minutes = MINUTES;
        boolean realTime = false;
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.startsWith("--jar=")) {
                jar = Path.of(value);
            } else if (argument.startsWith("--bot-options=")) {
                botOptions = value;
            } else if (argument.startsWith("--minutes=")) {
                minutes = minutes(value);
            } else if (argument.equals("--real")) {
                realTime = true;
            } else if (known.contains(argument)) {
                parts.add(argument);
            } else {
                throw new IllegalArgumentException("'%s' is neither a part (%s) nor --quick, --jar=<path>,"
                                .formatted(argument, String.join(", ", known))
                        + " --bot-options=<JVM options>, --minutes=<number>, --real.");
            }
        }
        List<String> options =
                botOptions.isBlank() ? List.of() : List.of(botOptions.strip().split(" +"));
        return new BenchOptions(quick, jar, options, minutes, realTime, parts.isEmpty() ? known : List.copyOf(parts));
    }

    private static int minutes(String text) {
        int minutes = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (minutes < 1 || minutes > MINUTES_MOST) {
            throw new IllegalArgumentException(
                    "--minutes must be a number from 1 to " + MINUTES_MOST + ", but was '" + text + "'.");
        }
        return minutes;
    }
}
