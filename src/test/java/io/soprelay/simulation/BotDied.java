package io.soprelay.simulation;

/** The process is gone: nothing of it is caught or repaired on the way out. */
final class BotDied extends Error {
    private final transient Bot bot;

    BotDied(Bot bot) {
        super("told to die", null, false, false);
        this.bot = bot;
    }

    Bot bot() {
        return bot;
    }
}
