package io.soprelay.bench;

import io.soprelay.codec.StoredCodec;
import io.soprelay.digest.Digest;
import io.soprelay.digest.DigestParts;
import io.soprelay.digest.Digests;
import io.soprelay.directory.Members;
import io.soprelay.engine.Finished;
import io.soprelay.engine.TodoRow;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.Rows;
import io.soprelay.outbox.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A company's digest read off the rows of many people, and whether acts beside it feel that. The rows are written as the
 * projector writes them; the records behind them are not needed.
 */
final class DigestPart implements Part {
    private static final int PEOPLE = 500;
    private static final int CALLERS = 8;
    private static final int DAYS = 8;
    private static final int ACTS_PER_SECOND = 100;
    private static final double SECONDS_MOST = 10;
    private static final double P99_RATIO_MOST = 1.5;

    private final StoredCodec codec = new StoredCodec();
    private int rounds;

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        int open = run.sized(100_000, 2_000);
        int finished = run.sized(40_000, 800);
        try (EngineLab lab = new EngineLab(run.load())) {
            run.say("digest: writing the rows of %,d open and %,d finished tasks".formatted(open, finished));
            Members members = new Members(lab.store().ledger());
            List<MemberId> people = IntStream.range(0, PEOPLE)
                    .mapToObj(i ->
                            members.of(new Account(Platform.FEISHU, "p" + i)).id())
                    .toList();
            Instant now = lab.store().time().now();
            fill(lab.store().rows(), people, open, finished, now);
            Digests digests = DigestParts.of(
                            lab.store().ledger(),
                            lab.store().schedules(),
                            lab.store().rows(),
                            lab.store().time(),
                            new Deliveries(),
                            members,
                            ZoneId.of("Asia/Shanghai"))
                    .digests();
            check(digests.fresh().whole(List.of()), open); // and warms up
            return figures(run, lab, digests, "%d people, %d open".formatted(PEOPLE, open));
        }
    }

    private void fill(Rows rows, List<MemberId> people, int open, int finished, Instant now) {
        new Callers(CALLERS).run(open, i -> {
            FlowId record = new FlowId("%024x".formatted(i));
            Instant since = now.minus(Duration.ofMinutes(i % 20_000));
            var held = new TodoRow.Held("ship", 1, since, since.plus(Duration.ofDays(3)), true);
            String list = Todos.list(people.get(i % people.size()));
            rows.put(list, record.value(), 3, codec.write(new TodoRow(record, "delivery", List.of(held))));
        });
        new Callers(CALLERS).run(finished, i -> {
            Instant at = now.minus(Duration.ofDays(i % DAYS));
            var row = new Finished.Row("delivery", List.of(new Finished.Act(people.get(i % people.size()), at)));
            rows.put(Finished.list(LocalDate.ofInstant(at, ZoneOffset.UTC)), "r" + i, 3, codec.write(row));
        });
    }

    private static void check(Digest digest, int open) {
        if (digest.total().open() != open || digest.people().size() != PEOPLE) {
            throw new IllegalStateException("The digest counts " + digest.total());
        }
    }

    private List<Figure> figures(BenchRun run, EngineLab lab, Digests digests, String of) throws InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> quiet = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        acts(lab, run.sized(1_000, 100)); // warms up
        for (int i = 0; i < run.sized(5, 2); i++) {
            lab.awaitQuietServer();
            double cpu = lab.cpuSeconds();
            long began = System.nanoTime();
            digests.fresh();
            seconds.add((System.nanoTime() - began) / 1e9);
            processor.add(lab.cpuSeconds() - cpu);
            quiet.add(acts(lab, run.sized(1_000, 100)));
            AtomicBoolean over = new AtomicBoolean();
            Thread reading = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    digests.fresh();
                }
            });
            beside.add(acts(lab, run.sized(1_000, 100)));
            over.set(true);
            reading.join();
            ratio.add(beside.getLast() / quiet.getLast());
            run.say("digest: round %d: %.2f s, %.2f s of CPU; acts' p99 %.1f ms, beside it %.1f ms"
                    .formatted(i + 1, seconds.getLast(), processor.getLast(), quiet.getLast(), beside.getLast()));
        }
        return List.of(
                Figure.of("digest: built, " + of, "s", seconds, new Limit.AtMost(SECONDS_MOST)),
                Figure.shown("its processor time, server's too", "s", processor),
                Figure.of("acts' p99 beside it ÷ without", "", ratio, new Limit.AtMost(P99_RATIO_MOST)),
                Figure.shown("acts' p99 at %d/s, no digest".formatted(ACTS_PER_SECOND), "ms", quiet),
                Figure.shown("acts' p99, digests without a pause", "ms", beside));
    }

    /** The 99th percentile of starts that are offered at a fixed rate. */
    private double acts(EngineLab lab, int acts) {
        Latencies latencies = new Latencies(acts);
        DeliveryPlay play = new DeliveryPlay(lab.engine(), nanos -> {});
        String round = "digest-" + rounds++ + "-";
        OpenLoop.Time time = new OpenLoop.Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleepNanos(long nanos) {
                LockSupport.parkNanos(nanos);
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new OpenLoop(ACTS_PER_SECOND, time)
                    .offer(
                            acts,
                            (index, due) -> threads.execute(() -> {
                                play.start(round + index);
                                latencies.add(System.nanoTime() - due);
                            }));
        }
        if (latencies.count() != acts) {
            throw new IllegalStateException("Only %d of %d acts were done".formatted(latencies.count(), acts));
        }
        return latencies.percentileMillis(99);
    }
}
