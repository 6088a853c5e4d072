package io.soprelay.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the parts of one run share.
 *
 * @param quick a smoke run: everything is exercised, the figures mean little
 * @param progress one line a step
 * @param jar of the product
 * @param java the executable that runs the jar
 * @param botOptions the bot's JVM options
 * @param minutes that the page is kept open
 * @param realTime leave the page's clock alone
 */
record BenchRun(
        boolean quick,
        PrintStream progress,
        MachineLoad load,
        Path jar,
        Path java,
        List<String> botOptions,
        int minutes,
        boolean realTime) {
    BenchRun {
        botOptions = List.copyOf(botOptions);
    }

    /** One of two sizes. */
    int sized(int full, int smoke) {
        return quick ? smoke : full;
    }

    /** Also looks at our processes, some of which will have ended by the next line. */
    void say(String line) {
        load.lookAtDescendants();
        progress.println(line);
        progress.flush();
    }
}
