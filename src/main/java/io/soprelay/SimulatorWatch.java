package io.soprelay;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bot that a simulator started leave with it, however the simulator ended: it holds the bot's standard input, and
 * the operating system closes that with the process. A bot of its own would keep the data folder and its server for ever.
 */
final class SimulatorWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorWatch.class);

    private SimulatorWatch() {}

    /** Starts to watch if a simulator asks for it. */
    static void startIfAsked() {
        if (Boolean.parseBoolean(System.getenv("RELAY_SIMULATOR_HOLDS_INPUT"))) {
            Thread.ofPlatform().name("simulator-watch").daemon(true).start(() -> {
                awaitEnd(System.in);
                LOG.info("The simulator is gone, so this bot leaves too");
                System.exit(0);
            });
        }
    }

    private static void awaitEnd(InputStream held) {
        try {
            long unused = held.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // As good as the end.
            return;
        }
    }
}
