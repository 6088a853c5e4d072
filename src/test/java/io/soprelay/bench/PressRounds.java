package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/** The rounds of presses that are the same for every platform and transport, so that their figures stand in one table. */
final class PressRounds {
    private static final int CLICKS_PER_SECOND = 400;
    private static final double P99_MILLIS_MOST = 50;
    private static final int CALLERS = 32;

    private final BenchRun run;
    private final String name;
    private final BotChild bot;
    private final PressDesk desk;

    /** @param name of the way that is measured, as the table shows it */
    PressRounds(BenchRun run, String name, BotChild bot, PressDesk desk) {
        this.run = run;
        this.name = name;
        this.bot = bot;
        this.desk = desk;
    }

    void warmUp() {
        int records = run.sized(3_000, 150);
        run.say("%s: warm-up with %,d presses".formatted(name, records * (1 + PressStory.STEPS)));
        // Gently at first: no company begins its first second with 32 presses at once.
        int few = Math.min(100, records);
        desk.closedLoop(desk.prepare(few, 2), few, 2);
        desk.closedLoop(desk.prepare(records, CALLERS), records, CALLERS);
    }

    /** @param sent messages delivered by the outbox so far */
    List<Figure> openLoop(IntSupplier sent) throws InterruptedException {
        int seconds = run.sized(20, 4);
        int records = CLICKS_PER_SECOND * seconds / PressStory.STEPS;
        List<PressDesk.Round> rounds = new ArrayList<>();
        List<Double> sends = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 1); i++) {
            int first = desk.prepare(records, CALLERS);
            int sentBefore = sent.getAsInt();
            PressDesk.Round round = desk.openLoop(first, records, CLICKS_PER_SECOND);
            sends.add((sent.getAsInt() - sentBefore) / round.seconds());
            run.say("%s: round %d: %s, %.0f messages/s delivered meanwhile"
                    .formatted(name, i + 1, described(round), sends.getLast()));
            rounds.add(round);
        }
        String at = name + " at " + CLICKS_PER_SECOND + "/s, ";
        return List.of(
                judged(Figure.of(at + "p99", "ms", each(rounds, 99), new Limit.AtMost(P99_MILLIS_MOST)), rounds),
                Figure.shown(at + "p50", "ms", each(rounds, 50)),
                Figure.shown(at + "p99.9", "ms", each(rounds, 99.9)),
                Figure.shown(at + "max", "ms", each(rounds, 100)),
                Figure.shown(name + ", sent by the outbox meanwhile", "1/s", sends));
    }

    List<Figure> closedLoop() {
        List<PressDesk.Round> rounds = new ArrayList<>();
        List<Double> cost = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 1); i++) {
            int records = run.sized(2_000, 150);
            int first = desk.prepare(records, CALLERS);
            double before = bot.cpuSeconds();
            PressDesk.Round round = desk.closedLoop(first, records, CALLERS);
            cost.add((bot.cpuSeconds() - before) * 1_000 / round.presses());
            run.say("%s: %d callers, round %d: %.0f clicks/s, %s"
                    .formatted(name, CALLERS, i + 1, round.perSecond(), described(round)));
            rounds.add(round);
        }
        String with = "%s, %d callers, ".formatted(name, CALLERS);
        return List.of(
                judged(Figure.shown(with + "rate", "clicks/s", figures(rounds, PressDesk.Round::perSecond)), rounds),
                Figure.shown(with + "p99", "ms", each(rounds, 99)),
                Figure.shown(with + "bot's processor time a click", "ms", cost));
    }

    static String described(PressDesk.Round round) {
        Latencies latencies = round.latencies();
        return "p50 %.1f ms, p99 %.1f ms, max %.0f ms%s"
                .formatted(
                        latencies.percentileMillis(50),
                        latencies.percentileMillis(99),
                        latencies.maxMillis(),
                        round.others().isEmpty() ? "" : ", not as they should be: " + round.others());
    }

    static List<Double> each(List<PressDesk.Round> rounds, double percent) {
        return figures(rounds, round -> round.latencies().percentileMillis(percent));
    }

    static List<Double> figures(List<PressDesk.Round> rounds, ToDoubleFunction<PressDesk.Round> value) {
        return rounds.stream().map(value::applyAsDouble).toList();
    }

    static Figure judged(Figure figure, List<PressDesk.Round> rounds) {
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
