package io.soprelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole click over HTTP into the real jar: verify, decrypt, decide, commit, render, answer, while the outbox delivers
 * into a stub at the platform's limits. Offered openly at ten times the first customer's rate.
 */
final class ClickPart implements Part {
    private static final double RESIDENT_MEGABYTES_MOST = 350;

    @Override
    public String name() {
        return "click";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        try (StubPlatform platform = new StubPlatform();
                BotChild bot = new BotChild(run, BotPlatforms.feishu(platform.base()));
                FeishuDoor door = new FeishuDoor(bot, platform)) {
            PressRounds rounds = new PressRounds(run, "click", bot, new PressDesk(door));
            rounds.warmUp();
            List<Figure> figures = new ArrayList<>(rounds.openLoop(platform::sent));
            figures.addAll(rounds.closedLoop());
            figures.addAll(sizes(run, bot));
            return figures;
        }
    }

    private static List<Figure> sizes(BenchRun run, BotChild bot) throws IOException {
        run.say("click: sizes after the clicks");
        return List.of(
                Figure.of(
                        "bot's memory after the clicks",
                        "MB",
                        List.of(bot.residentMegabytes()),
                        new Limit.AtMost(RESIDENT_MEGABYTES_MOST)),
                Figure.shown("redis-server's memory then", "MB", bot.redisMegabytes()));
    }
}
