package io.soprelay.bench;

import io.soprelay.flow.model.FlowInstance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether an act costs the same with fifty times the open records. Two servers, one with few and one with many, take the
 * same work in turns, so that warm-up and noise meet both alike.
 */
final class FlatPart implements Part {
    private static final int CALLERS = 8;
    private static final int ROUNDS = 5;
    private static final double CHANGE_MOST = 0.2;

    /** Commits of one piece of work: a delivery and the return that ends it. */
    private static final int COMMITS = DeliveryPlay.COMMITS + 1;

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        int few = run.sized(1_000, 200);
        int many = run.sized(50_000, 2_000);
        try (EngineLab small = new EngineLab(run.load());
                EngineLab large = new EngineLab(run.load())) {
            run.say("flat: opening %,d and %,d records".formatted(few, many));
            OpenRecords fewOpen = new OpenRecords(small, few);
            OpenRecords manyOpen = new OpenRecords(large, many);
            fewOpen.work(run.sized(2_000, 200));
            manyOpen.work(run.sized(2_000, 200));
            return rounds(run, fewOpen, manyOpen);
        }
    }

    private static List<Figure> rounds(BenchRun run, OpenRecords few, OpenRecords many) {
        List<Cost> small = new ArrayList<>();
        List<Cost> large = new ArrayList<>();
        int pieces = run.sized(1_500, 150);
        for (int i = 0; i < ROUNDS; i++) {
            // Whoever comes second finds warmer code, so they take turns in that too.
            if (i % 2 == 0) {
                small.add(few.work(pieces));
                large.add(many.work(pieces));
            } else {
                large.add(many.work(pieces));
                small.add(few.work(pieces));
            }
            run.say("flat: round %d: %s with few, %s with many".formatted(i + 1, small.getLast(), large.getLast()));
        }
        List<Double> time = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            time.add(large.get(i).micros() / small.get(i).micros());
            cpu.add(large.get(i).cpuMicros() / small.get(i).cpuMicros());
        }
        Limit flat = new Limit.Between(1 - CHANGE_MOST, 1 + CHANGE_MOST);
        String sizes = ", %d ÷ %d open".formatted(many.size(), few.size());
        return List.of(
                Figure.of("time an act" + sizes, "ratio", time, flat),
                Figure.of("CPU an act" + sizes, "ratio", cpu, flat),
                Figure.shown(
                        "time an act, few open",
                        "us",
                        small.stream().map(Cost::micros).toList()),
                Figure.shown(
                        "CPU an act, few open",
                        "us",
                        small.stream().map(Cost::cpuMicros).toList()));
    }

    /** Of one act, with {@value #CALLERS} callers; the processor time is this program's and the server's. */
    private record Cost(double micros, double cpuMicros) {
        @Override
        public String toString() {
            return "%.0f us an act, %.0f us of CPU".formatted(micros, cpuMicros);
        }
    }

    /** A server and its open records. */
    private static final class OpenRecords {
        private final EngineLab lab;
        private final DeliveryPlay play;
        private final AtomicInteger names = new AtomicInteger();
        private final Queue<FlowInstance> open = new ConcurrentLinkedQueue<>();

        private OpenRecords(EngineLab lab, int records) {
            this.lab = lab;
            this.play = new DeliveryPlay(lab.engine(), nanos -> {});
            new Callers(4 * CALLERS).run(records, index -> start());
            List<FlowInstance> all = new ArrayList<>(open);
            Collections.shuffle(all, new Random(1));
            open.clear();
            open.addAll(all);
        }

        private int size() {
            return open.size();
        }

        private void start() {
            open.add(play.start("flat-" + names.incrementAndGet()));
        }

        /** A record is started, and another one, in shuffled order, is played to its final state: their number stays. */
        private Cost work(int pieces) {
            lab.awaitQuietServer();
            double cpu = lab.cpuSeconds();
            double seconds = new Callers(CALLERS).run(pieces, index -> {
                start();
                play.takeBack(play.finish(Objects.requireNonNull(open.poll())));
            });
            double acts = (double) pieces * COMMITS;
            return new Cost(seconds * 1e6 / acts, (lab.cpuSeconds() - cpu) * 1e6 / acts);
        }
    }
}
