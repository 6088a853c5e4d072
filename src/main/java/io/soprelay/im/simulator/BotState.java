package io.soprelay.im.simulator;

import java.time.Instant;
import java.util.Locale;

/**
 * How the bot's process stands.
 *
 * @param pid 0 when it does not run
 * @param since when it came to stand so, by the machine's clock
 */
public record BotState(Phase phase, long pid, Instant since) {
    /** From the birth of the process to its end. */
    public enum Phase {
        STARTING,
        /** Its health is good, or was: a running bot may be without its Redis. */
        RUNNING,
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
