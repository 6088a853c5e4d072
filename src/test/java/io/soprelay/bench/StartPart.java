package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A bot with an empty data folder: how soon it answers, how big it is, what it costs while nobody wants anything. */
final class StartPart implements Part {
    private static final double START_SECONDS_MOST = 6;
    private static final double RESIDENT_MEGABYTES_MOST = 350;
    private static final double IDLE_PERCENT_MOST = 2;

    /** What starting leaves behind (compiling, cleaning up) is over by then. */
    private static final int SETTLE_SECONDS = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        List<Double> start = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> redis = new ArrayList<>();
        List<Double> idle = new ArrayList<>();
        try (StubPlatform platform = new StubPlatform()) {
            for (int i = 0; i < run.sized(3, 1); i++) {
                try (BotChild bot = new BotChild(run, BotPlatforms.feishu(platform.base()))) {
                    start.add(bot.startSeconds());
                    pause(run.sized(SETTLE_SECONDS, 3));
                    resident.add(bot.residentMegabytes());
                    redis.add(bot.redisMegabytes());
                    idle.add(idlePercent(bot, run.sized(20, 5)));
                }
                run.say("start: round %d: %.2f s, %.0f MB, idle %.2f %% of a core"
                        .formatted(i + 1, start.getLast(), resident.getLast(), idle.getLast()));
            }
        }
        return List.of(
                Figure.of("start to first answer", "s", start, new Limit.AtMost(START_SECONDS_MOST)),
                Figure.of("bot's memory after start", "MB", resident, new Limit.AtMost(RESIDENT_MEGABYTES_MOST)),
                Figure.shown("redis-server's memory then", "MB", redis),
                Figure.of("idle bot", "% of a core", idle, new Limit.AtMost(IDLE_PERCENT_MOST)));
    }

    private static double idlePercent(BotChild bot, int seconds) {
        double before = bot.cpuSeconds();
        long began = System.nanoTime();
        pause(seconds);
        return (bot.cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9) * 100;
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
