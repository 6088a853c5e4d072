package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One person's script presses a hundred times a second, and whether anybody else feels that: slices of one run in turns,
 * without it and beside it. Everybody is held to the usual pace, so everybody else is fifty people who press once a second.
 */
final class FloodPart implements Part {
    private static final int CLICKS_PER_SECOND = 50;
    private static final int FLOOD_PER_SECOND = 100;
    private static final int PREPARING_CALLERS = 8;

    private static final String SCRIPT = "bench_script";
    private static final double P99_RATIO_MOST = 1.1;

    /** Or it was no flood, and nobody was kept from anything. */
    private static final double TURNED_AWAY_PERCENT_LEAST = 80;

    private final List<PressDesk.Round> quiet = new ArrayList<>();
    private final List<PressDesk.Round> beside = new ArrayList<>();
    private final List<Double> turnedAway = new ArrayList<>();

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        try (StubPlatform platform = new StubPlatform();
                BotChild bot =
                        new BotChild(run, BotPlatforms.feishu(platform.base()).paced());
                FeishuDoor door = new FeishuDoor(bot, platform)) {
            PressDesk desk = new PressDesk(door);
            run.say("flood: warm-up");
            desk.prepare(run.sized(4_000, 200), PREPARING_CALLERS);
            int seconds = run.sized(15, 3);
            besideFlood(desk, seconds);
            turnedAway.clear();
            for (int i = 0; i < run.sized(7, 2); i++) {
                // In turns also which comes first: whatever grows during a run is charged to both.
                if (i % 2 == 0) {
                    quiet.add(alone(desk, seconds));
                    beside.add(besideFlood(desk, seconds));
                } else {
                    beside.add(besideFlood(desk, seconds));
                    quiet.add(alone(desk, seconds));
                }
                run.say("flood: round %d: clicks %s; beside the flood %s; %.0f %% of the flood turned away"
                        .formatted(
                                i + 1,
                                PressRounds.described(quiet.getLast()),
                                PressRounds.described(beside.getLast()),
                                turnedAway.getLast()));
            }
            return figures();
        }
    }

    private static PressDesk.Round alone(PressDesk desk, int seconds) throws InterruptedException {
        return desk.startForms(CLICKS_PER_SECOND * seconds, CLICKS_PER_SECOND);
    }

    private PressDesk.Round besideFlood(PressDesk desk, int seconds) throws InterruptedException, ExecutionException {
        FutureTask<PressDesk.Round> flood =
                new FutureTask<>(desk.oneForm(SCRIPT, FLOOD_PER_SECOND * seconds, FLOOD_PER_SECOND));
        Thread.ofVirtual().start(flood);
        PressDesk.Round round = alone(desk, seconds);
        PressDesk.Round flooded = flood.get();
        // What is within the pace is a success, or by then an information about it.
        int refused = flooded.others().entrySet().stream()
                .filter(other -> !other.getKey().startsWith("toast info"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        turnedAway.add(100.0 * refused / flooded.presses());
        return round;
    }

    private List<Figure> figures() {
        List<Double> ratio = new ArrayList<>();
        for (int i = 0; i < quiet.size(); i++) {
            ratio.add(p99(beside.get(i)) / p99(quiet.get(i)));
        }
        List<PressDesk.Round> all = new ArrayList<>(quiet);
        all.addAll(beside);
        String at = "others' clicks at %d/s, ".formatted(CLICKS_PER_SECOND);
        return List.of(
                PressRounds.judged(
                        Figure.of(
                                "others' p99 beside one person at %d/s ÷ without".formatted(FLOOD_PER_SECOND),
                                "",
                                ratio,
                                new Limit.AtMost(P99_RATIO_MOST)),
                        all),
                Figure.shown(at + "p99, no flood", "ms", PressRounds.each(quiet, 99)),
                Figure.shown(at + "p99, beside the flood", "ms", PressRounds.each(beside, 99)),
                Figure.shown(at + "p50, no flood", "ms", PressRounds.each(quiet, 50)),
                Figure.shown(at + "p50, beside the flood", "ms", PressRounds.each(beside, 50)),
                turnedAway(turnedAway));
    }

    static Figure turnedAway(List<Double> percents) {
        return Figure.of("of the flood was turned away", "%", percents, new Limit.AtLeast(TURNED_AWAY_PERCENT_LEAST));
    }

    private static double p99(PressDesk.Round round) {
        return round.latencies().percentileMillis(99);
    }
}
