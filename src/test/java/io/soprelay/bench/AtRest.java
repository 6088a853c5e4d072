package io.soprelay.bench;

import java.io.IOException;
import java.util.List;

/** A bot that nobody talks to: what it takes of the machine. */
final class AtRest {
    static final double RESIDENT_MEGABYTES_MOST = 350;
    private static final double IDLE_PERCENT_MOST = 2;

    /** A bot that has just started still compiles what it ran: that is its start, not its rest. */
    private static final int SETTLE_SECONDS = 30;

    private AtRest() {}

    static List<Figure> measure(BenchRun run, BotChild bot, String what) throws IOException {
        Patience.pause(run.sized(SETTLE_SECONDS, 3));
        double megabytes = bot.residentMegabytes();
        double before = bot.cpuSeconds();
        int seconds = run.sized(30, 5);
        Patience.pause(seconds);
        double percent = (bot.cpuSeconds() - before) / seconds * 100;
        run.say("%s: started in %.2f s, %.0f MB, idle %.2f %% of a core"
                .formatted(what, bot.startSeconds(), megabytes, percent));
        return List.of(
                Figure.of(
                        "bot's memory after start, " + what,
                        "MB",
                        List.of(megabytes),
                        new Limit.AtMost(RESIDENT_MEGABYTES_MOST)),
                Figure.of("idle bot, " + what, "% of a core", List.of(percent), new Limit.AtMost(IDLE_PERCENT_MOST)));
    }
}
