package io.soprelay.bench;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import java.util.ArrayList;
import java.util.List;

/** One bot on both platforms: at rest with both lines, then with presses on both. */
final class BothPart implements Part {
    @Override
    public String name() {
        return "both";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        List<Figure> figures = new ArrayList<>(atRest(run));
        figures.add(afterPresses(run));
        return figures;
    }

    private static List<Figure> atRest(BenchRun run) throws Exception {
        try (SimulatedDingTalk dingTalk = SimulatedDingTalk.overStream();
                FeishuPlatform feishu = new FeishuPlatform(FeishuPlatformConfig.random()).start();
                BotChild bot = new BotChild(
                        run,
                        BotPlatforms.feishuLine(feishu.baseUrl(), feishu.config())
                                .and(BotPlatforms.dingTalkStream(dingTalk.platform())))) {
            dingTalk.awaitLine();
            Patience.await("the long connection", () -> feishu.lines().open() > 0);
            return AtRest.measure(run, bot, "both lines");
        }
    }

    private static Figure afterPresses(BenchRun run) throws Exception {
        try (SimulatedDingTalk dingTalk = SimulatedDingTalk.overStream();
                StubPlatform feishu = new StubPlatform();
                BotChild bot = new BotChild(
                        run, BotPlatforms.feishu(feishu.base()).and(BotPlatforms.dingTalkStream(dingTalk.platform())));
                FeishuDoor feishuDoor = new FeishuDoor(bot, feishu);
                DingTalkDoor dingTalkDoor = DingTalkDoor.overStream(dingTalk.platform())) {
            dingTalk.awaitLine();
            new PressRounds(run, "both platforms, Feishu", bot, new PressDesk(feishuDoor)).warmUp();
            new PressRounds(run, "both platforms, DingTalk", bot, new PressDesk(dingTalkDoor)).warmUp();
            return Figure.of(
                    "bot's memory after clicks on both platforms",
                    "MB",
                    List.of(bot.residentMegabytes()),
                    new Limit.AtMost(AtRest.RESIDENT_MEGABYTES_MOST));
        }
    }
}
