package io.soprelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A whole click over HTTP into the real jar: verify, decrypt, decide, commit, render, answer, while the outbox delivers
 * into a stub at the platform's limits. Offered openly at ten times the first customer's rate.
 */
final class ClickPart implements Part {
    private static final int CLICKS_PER_SECOND = 400;
    private static final double P99_MILLIS_MOST = 50;
    private static final double RESIDENT_MEGABYTES_MOST = 350;
    private static final int CALLERS = 32;

    @Override
    public String name() {
        return "click";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        try (StubPlatform platform = new StubPlatform();
                BotChild bot = new BotChild(run, platform.base());
                PressDesk desk = new PressDesk(bot, platform)) {
            warmUp(run, desk);
            List<Figure> figures = new ArrayList<>(openLoop(run, desk, platform));
            figures.addAll(closedLoop(run, desk));
            figures.addAll(sizes(run, bot));
            return figures;
        }
    }

    private static void warmUp(BenchRun run, PressDesk desk) {
        int records = run.sized(3_000, 150);
        run.say("click: warm-up with %,d presses".formatted(records * (1 + PressStory.STEPS)));
        // Gently at first: no company begins its first second with 32 presses at once.
        int few = Math.min(100, records);
        desk.closedLoop(desk.prepare(few, 2), few, 2);
        desk.closedLoop(desk.prepare(records, CALLERS), records, CALLERS);
    }

    private static List<Figure> openLoop(BenchRun run, PressDesk desk, StubPlatform platform)
            throws InterruptedException {
        int seconds = run.sized(20, 4);
        int records = CLICKS_PER_SECOND * seconds / PressStory.STEPS;
        List<PressDesk.Round> rounds = new ArrayList<>();
        List<Double> sends = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 1); i++) {
            int first = desk.prepare(records, CALLERS);
            int sentBefore = platform.sent();
            PressDesk.Round round = desk.openLoop(first, records, CLICKS_PER_SECOND);
            sends.add((platform.sent() - sentBefore) / round.seconds());
            run.say("click: round %d: %s, %.0f messages/s delivered meanwhile"
                    .formatted(i + 1, described(round), sends.getLast()));
            rounds.add(round);
        }
        String at = "click at " + CLICKS_PER_SECOND + "/s, ";
        return List.of(
                judged(Figure.of(at + "p99", "ms", each(rounds, 99), new Limit.AtMost(P99_MILLIS_MOST)), rounds),
                Figure.shown(at + "p50", "ms", each(rounds, 50)),
                Figure.shown(at + "p99.9", "ms", each(rounds, 99.9)),
                Figure.shown(at + "max", "ms", each(rounds, 100)),
                Figure.shown("sent by the outbox meanwhile", "1/s", sends));
    }

    private static List<Figure> closedLoop(BenchRun run, PressDesk desk) {
        List<PressDesk.Round> rounds = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 1); i++) {
            int records = run.sized(2_000, 150);
            PressDesk.Round round = desk.closedLoop(desk.prepare(records, CALLERS), records, CALLERS);
            run.say("click: %d callers, round %d: %.0f clicks/s, %s"
                    .formatted(CALLERS, i + 1, round.perSecond(), described(round)));
            rounds.add(round);
        }
        String with = "click, %d callers, ".formatted(CALLERS);
        return List.of(
                judged(Figure.shown(with + "rate", "clicks/s", figures(rounds, PressDesk.Round::perSecond)), rounds),
                Figure.shown(with + "p99", "ms", each(rounds, 99)));
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

    private static String described(PressDesk.Round round) {
        Latencies latencies = round.latencies();
        return "p50 %.1f ms, p99 %.1f ms, max %.0f ms%s"
                .formatted(
                        latencies.percentileMillis(50),
                        latencies.percentileMillis(99),
                        latencies.maxMillis(),
                        round.others().isEmpty() ? "" : ", not as they should be: " + round.others());
    }

    private static List<Double> each(List<PressDesk.Round> rounds, double percent) {
        return figures(rounds, round -> round.latencies().percentileMillis(percent));
    }

    private static List<Double> figures(List<PressDesk.Round> rounds, ToDoubleFunction<PressDesk.Round> value) {
        return rounds.stream().map(value::applyAsDouble).toList();
    }

    private static Figure judged(Figure figure, List<PressDesk.Round> rounds) {
        int presses = rounds.stream().mapToInt(PressDesk.Round::presses).sum();
        int others = rounds.stream()
                .flatMap(round -> round.others().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        return others == 0
                ? figure
                : figure.butBroken("%,d of %,d answers were no success with a card".formatted(others, presses));
    }
}
