package io.soprelay.bench;

import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The click of {@link ClickPart} on DingTalk, over HTTP and over the Stream with the official SDK, which knows only TLS;
 * then what only a line has: many frames at once, and being dropped. The simulated DingTalk runs in this program.
 */
final class DingTalkPart implements Part {
    /** DingTalk waits 2 s; the bot asks the person to press again after 1.4 s, so that the answer finds its way back. */
    private static final double BURST_MILLIS_MOST = 1_400;

    private static final double RECONNECT_SECONDS_MOST = 5;
    /** The first try within 2 s, 5 s of patience with the call that hangs, the next try within 4 s, and its second. */
    private static final double HANGING_SECONDS_MOST = 12;

    /** After ten seconds the bot takes a line for well. */
    private static final int PROVEN_SECONDS = 11;

    private static final String OPEN_CALL = "/v1.0/gateway/connections/open";

    @Override
    public String name() {
        return "dingtalk";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        List<Figure> figures = new ArrayList<>(overHttp(run));
        figures.addAll(overStream(run));
        return figures;
    }

    private static List<Figure> overHttp(BenchRun run) throws Exception {
        try (SimulatedDingTalk simulated = SimulatedDingTalk.overHttp();
                BotChild bot = new BotChild(run, BotPlatforms.dingTalkHttp(simulated.platform()));
                DingTalkDoor door = DingTalkDoor.overHttp(simulated.platform(), bot)) {
            PressRounds rounds = new PressRounds(run, "DingTalk HTTP click", bot, new PressDesk(door));
            rounds.warmUp();
            List<Figure> figures = new ArrayList<>(rounds.openLoop(simulated.platform()::callsThisMonth));
            figures.addAll(rounds.closedLoop());
            return figures;
        }
    }

    private static List<Figure> overStream(BenchRun run) throws Exception {
        try (SimulatedDingTalk simulated = SimulatedDingTalk.overStream();
                BotChild bot = new BotChild(run, BotPlatforms.dingTalkStream(simulated.platform()));
                DingTalkDoor door = DingTalkDoor.overStream(simulated.platform())) {
            simulated.awaitLine();
            List<Figure> figures = new ArrayList<>(AtRest.measure(run, bot, "DingTalk Stream"));
            PressDesk desk = new PressDesk(door);
            PressRounds rounds = new PressRounds(run, "DingTalk Stream click", bot, desk);
            rounds.warmUp();
            figures.addAll(rounds.openLoop(simulated.platform()::callsThisMonth));
            figures.addAll(rounds.closedLoop());
            figures.addAll(bursts(run, desk));
            figures.addAll(reconnects(run, simulated.platform(), desk));
            figures.add(Figure.of(
                    "bot's memory after all that, DingTalk Stream",
                    "MB",
                    List.of(bot.residentMegabytes()),
                    new Limit.AtMost(AtRest.RESIDENT_MEGABYTES_MOST)));
            return figures;
        }
    }

    /** Everybody presses in one moment, and all of it comes over one connection. */
    private static List<Figure> bursts(BenchRun run, PressDesk desk) throws InterruptedException {
        int records = run.sized(1_000, 100);
        List<PressDesk.Round> rounds = new ArrayList<>();
        for (int i = 0; i < run.sized(2, 1); i++) {
            int first = desk.prepare(records, 8);
            for (int at = 0; at < PressStory.STEPS; at++) {
                PressDesk.Round round = desk.burst(first, records, at);
                run.say("DingTalk Stream: %,d presses at once: %s".formatted(records, PressRounds.described(round)));
                rounds.add(round);
            }
        }
        String at = "%,d presses at once, ".formatted(records);
        return List.of(
                PressRounds.judged(
                        Figure.of(
                                at + "slowest",
                                "ms",
                                PressRounds.each(rounds, 100),
                                new Limit.AtMost(BURST_MILLIS_MOST)),
                        rounds),
                Figure.shown(at + "p50", "ms", PressRounds.each(rounds, 50)),
                Figure.of(
                        at + "answered in 1.4 s",
                        "presses",
                        PressRounds.figures(rounds, round -> round.latencies().countWithinMillis(BURST_MILLIS_MOST)),
                        new Limit.AtLeast(records)));
    }

    private static List<Figure> reconnects(BenchRun run, DingTalkPlatform platform, PressDesk desk) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < run.sized(10, 2); i++) {
            seconds.add(secondsUntilAnswered(platform, desk));
            run.say("DingTalk Stream: dropped, the next press is answered after %.2f s".formatted(seconds.getLast()));
        }
        List<Double> hanging = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 1); i++) {
            platform.faults().next(1, DingTalkFaults.Kind.HANGING, OPEN_CALL);
            hanging.add(secondsUntilAnswered(platform, desk));
            run.say("DingTalk Stream: dropped, a hanging call for an address: %.2f s".formatted(hanging.getLast()));
        }
        double slowest = seconds.stream().max(Double::compare).orElseThrow();
        return List.of(
                Figure.shown("dropped line, until the next press is answered", "s", seconds),
                Figure.of("the slowest of these", "s", List.of(slowest), new Limit.AtMost(RECONNECT_SECONDS_MOST)),
                Figure.of(
                        "dropped line, first call hangs, until answered",
                        "s",
                        hanging,
                        new Limit.AtMost(HANGING_SECONDS_MOST)));
    }

    private static double secondsUntilAnswered(DingTalkPlatform platform, PressDesk desk) throws IOException {
        // One that ends sooner counts as a failed try, and the next waits longer.
        Patience.pause(PROVEN_SECONDS);
        long began = System.nanoTime();
        platform.stream().breaks();
        Patience.await("the end of the line", () -> platform.stream().connections() == 0);
        Patience.await("the next line", () -> platform.stream().connectionsInUse() > 0);
        String wrong = desk.pressOnce();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!wrong.isEmpty()) {
            throw new IOException("The press after a dropped line was answered with " + wrong);
        }
        return seconds;
    }
}
