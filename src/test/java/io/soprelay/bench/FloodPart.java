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

    private final InTurns turns = new InTurns();
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
            turns.play(
                    run.sized(7, 2),
                    number -> alone(desk, seconds),
                    number -> besideFlood(desk, seconds),
                    round -> run.say("flood: round %d: clicks %s; beside the flood %s; %.0f %% of the flood turned away"
                            .formatted(round, turns.lastQuiet(), turns.lastBeside(), turnedAway.getLast())));
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
        List<Figure> figures = new ArrayList<>();
        figures.add(turns.ratio(
                "others' p99 beside one person at %d/s ÷ without".formatted(FLOOD_PER_SECOND), P99_RATIO_MOST));
        figures.addAll(
                turns.shown("others' clicks at %d/s, ".formatted(CLICKS_PER_SECOND), "no flood", "beside the flood"));
        figures.add(turnedAway(turnedAway));
        return figures;
    }

    static Figure turnedAway(List<Double> percents) {
        return Figure.of("of the flood was turned away", "%", percents, new Limit.AtLeast(TURNED_AWAY_PERCENT_LEAST));
    }
}
