package io.soprelay.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The engine alone against the store's own limit, in turns inside one process: what deciding, reading and encoding cost
 * on top of the commit that has to be made anyway.
 */
final class EnginePart implements Part {
    private static final double RATIO_LEAST = 0.5;

    private int names;
    private long rawRecords;

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (EngineLab lab = new EngineLab(run.load())) {
            RawCommits raw = new RawCommits(lab);
            run.say("engine: warm-up (a commit carries %.0f bytes)".formatted(raw.meanBytes()));
            engineRound(lab, 8, run.sized(10_000, 300));
            rawRound(raw, 8, run.sized(3_000, 300));
            for (int callers : List.of(8, 32)) {
                figures.addAll(compare(run, lab, raw, callers));
            }
        }
        return figures;
    }

    private List<Figure> compare(BenchRun run, EngineLab lab, RawCommits raw, int callers) {
        int records = run.sized(callers * 60 + 1_000, 200);
        List<Double> ratios = new ArrayList<>();
        List<Round> engine = new ArrayList<>();
        List<Double> limit = new ArrayList<>();
        for (int i = 0; i < run.sized(5, 3); i++) {
            lab.awaitQuietServer();
            double rawRate = rawRound(raw, callers, records);
            lab.awaitQuietServer();
            Round round = engineRound(lab, callers, records);
            run.say("engine: %d callers, round %d: engine %.0f, raw %.0f commits/s"
                    .formatted(callers, i + 1, round.commitsPerSecond(), rawRate));
            engine.add(round);
            limit.add(rawRate);
            ratios.add(round.commitsPerSecond() / rawRate);
        }
        String with = ", " + callers + " callers";
        return List.of(
                Figure.of("engine ÷ raw commits" + with, "ratio", ratios, new Limit.AtLeast(RATIO_LEAST)),
                Figure.shown(
                        "engine" + with,
                        "commits/s",
                        engine.stream().map(Round::commitsPerSecond).toList()),
                Figure.shown("raw EVALSHA" + with, "commits/s", limit),
                Figure.shown("engine p50" + with, "ms", percentiles(engine, 50)),
                Figure.shown("engine p99" + with, "ms", percentiles(engine, 99)));
    }

    private static List<Double> percentiles(List<Round> rounds, double percent) {
        return rounds.stream()
                .map(round -> round.latencies().percentileMillis(percent))
                .toList();
    }

    private record Round(double commitsPerSecond, Latencies latencies) {}

    private Round engineRound(EngineLab lab, int callers, int records) {
        Latencies latencies = new Latencies(records * DeliveryPlay.COMMITS);
        DeliveryPlay play = new DeliveryPlay(lab.engine(), latencies::add);
        int first = names;
        names += records;
        double seconds =
                new Callers(callers).run(records, index -> play.finish(play.start("engine-" + (first + index))));
        return new Round(records * DeliveryPlay.COMMITS / seconds, latencies);
    }

    private double rawRound(RawCommits raw, int callers, int records) {
        List<List<RawCommits.Call>> deliveries = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            deliveries.add(raw.prepare(++rawRecords));
        }
        double seconds =
                new Callers(callers).run(records, index -> deliveries.get(index).forEach(raw::send));
        return records * DeliveryPlay.COMMITS / seconds;
    }
}
