package io.soprelay.bench;

import io.soprelay.engine.Rescan;
import io.soprelay.ledger.AggregateId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a whole round of the rescan costs over many live records where nothing is missing, and whether acts feel it. */
final class RescanPart implements Part {
    private static final int CALLERS = 4;

    /** A round is spread over ten minutes; this much of one core is what nobody notices. */
    private static final double CORE_PERCENT_MOST = 2;

    private static final double ROUND_SECONDS = 600;

    private int names;

    @Override
    public String name() {
        return "rescan";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        int live = run.sized(50_000, 500);
        try (EngineLab lab = new EngineLab(run.load())) {
            run.say("rescan: opening %,d records".formatted(live));
            DeliveryPlay play = new DeliveryPlay(lab.engine(), nanos -> {});
            new Callers(CALLERS).run(live, index -> play.ship(play.start("live-" + index)));
            run.say("rescan: showing their cards");
            new Callers(CALLERS).run(AggregateId.PARTITIONS, lab::showAll);
            Rescan rescan = lab.rescan();
            round(lab, rescan); // writes the rows, which no relay has projected, and warms up
            return rounds(run, lab, rescan, live);
        }
    }

    private List<Figure> rounds(BenchRun run, EngineLab lab, Rescan rescan, int live) throws InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        List<Double> percent = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 2); i++) {
            Round round = round(lab, rescan);
            seconds.add(round.seconds());
            longest.add(round.longestMillis());
            percent.add(100 * round.cpuSeconds() / ROUND_SECONDS);
            run.say("rescan: round %d: %.1f s, longest visit %.0f ms, %.1f s of CPU, %d put right"
                    .formatted(i + 1, round.seconds(), round.longestMillis(), round.cpuSeconds(), round.repaired()));
        }
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int i = 0; i < run.sized(3, 2); i++) {
            alone.add(acts(lab, run.sized(2_000, 100)));
            AtomicBoolean over = new AtomicBoolean();
            Thread rounds = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    rescan.visit(names++ % AggregateId.PARTITIONS);
                }
            });
            beside.add(acts(lab, run.sized(2_000, 100)));
            over.set(true);
            rounds.join();
        }
        String of = ", %d live".formatted(live);
        return List.of(
                Figure.of("rescan: share of a core" + of, "%", percent, new Limit.AtMost(CORE_PERCENT_MOST)),
                Figure.shown("a whole round without a pause" + of, "s", seconds),
                Figure.shown("its longest visit of a partition" + of, "ms", longest),
                Figure.shown("an act's p99, no rescan", "ms", alone),
                Figure.shown("an act's p99, rescan without a pause", "ms", beside));
    }

    private record Round(double seconds, double longestMillis, double cpuSeconds, int repaired) {}

    private static Round round(EngineLab lab, Rescan rescan) {
        lab.awaitQuietServer();
        double cpu = lab.cpuSeconds();
        long began = System.nanoTime();
        long longest = 0;
        int repaired = 0;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            long visit = System.nanoTime();
            repaired += rescan.visit(partition);
            longest = Math.max(longest, System.nanoTime() - visit);
        }
        return new Round((System.nanoTime() - began) / 1e9, longest / 1e6, lab.cpuSeconds() - cpu, repaired);
    }

    /** The 99th percentile of acts by a few callers. */
    private double acts(EngineLab lab, int records) {
        Latencies latencies = new Latencies(records * DeliveryPlay.COMMITS);
        DeliveryPlay play = new DeliveryPlay(lab.engine(), latencies::add);
        long first = System.nanoTime();
        new Callers(CALLERS).run(records, index -> play.finish(play.start("act-" + first + "-" + index)));
        return latencies.percentileMillis(99);
    }
}
