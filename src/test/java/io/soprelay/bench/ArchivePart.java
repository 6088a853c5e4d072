package io.soprelay.bench;

import io.soprelay.archive.ArchiveFolder;
import io.soprelay.archive.ArchiveWriter;
import io.soprelay.archive.ArchivedLedger;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.directory.Roles;
import io.soprelay.engine.Archiver;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.Deliveries;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.flow.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/**
 * Rounds of deliveries that are accepted and leave the store after their retention: what one takes in the server before and
 * after, and in the archive; how fast they leave and are read.
 */
final class ArchivePart implements Part {
    private static final int CALLERS = 4;
    /** Nobody waits for an answer here, and a busy machine must not break what is counted in bytes. */
    private static final StoreLimits PATIENT =
            new StoreLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1));

    private static final Duration RETENTION = Duration.ofDays(90);

    /** A stub, its number, its key, and what the server needs to find them. */
    private static final double STUB_KILOBYTES_MOST = 0.5;

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<Figure> measure(BenchRun run) throws Exception {
        try (EngineLab lab = new EngineLab(run.load());
                TempFolder files = new TempFolder("relay-bench-archive");
                Shop shop = new Shop(lab, files.path())) {
            int records = run.sized(5_000, 100);
            List<Double> before = new ArrayList<>();
            List<Double> after = new ArrayList<>();
            List<Double> onDisk = new ArrayList<>();
            List<Double> perSecond = new ArrayList<>();
            List<Double> reads = new ArrayList<>();
            shop.round(run.sized(500, 50), "warm-up");
            for (int i = 0; i < run.sized(4, 2); i++) {
                Round round = shop.round(records, "round-" + i);
                before.add(round.before());
                after.add(round.after());
                onDisk.add(round.onDisk());
                perSecond.add(round.perSecond());
                reads.add(round.readMillis());
                run.say("archive: round %d: %.1f KB a record in the server, %.2f after, %.2f on disk, %.0f a second"
                        .formatted(i + 1, round.before(), round.after(), round.onDisk(), round.perSecond()));
            }
            return List.of(
                    Figure.shown("server's memory a record, before it is archived", "KB", before),
                    Figure.of("server's memory an archived record", "KB", after, new Limit.AtMost(STUB_KILOBYTES_MOST)),
                    Figure.shown("archive's files a record", "KB", onDisk),
                    Figure.shown("records archived a second, without rests", "", perSecond),
                    Figure.shown("an archived record is read, p99", "ms", reads));
        }
    }

    private record Round(double before, double after, double onDisk, double perSecond, double readMillis) {}

    /** The engine with an archive behind it. Command ids are kept for a moment: they are no part of a record. */
    private static final class Shop implements AutoCloseable {
        private final EngineLab lab;
        private final Path files;
        private final RedisClient client;
        private final RedisStore store;
        private final ArchivedLedger ledger;
        private final FlowEngine engine;
        private final Rescan rescan;
        private final ArchiveWriter writer;
        private final Archiver archiver;

        private Shop(EngineLab lab, Path files) throws IOException {
            this.lab = lab;
            this.files = files;
            client = lab.server().connect(PATIENT.client());
            store = RedisStore.open(client, PATIENT, TestChain.CHAIN);
            ArchiveFolder folder = new ArchiveFolder(files, TestChain.CHAIN);
            ledger = new ArchivedLedger(store.ledger(), store.stubs(), folder);
            Deliveries deliveries = new Deliveries();
            Roles roles = new Roles(ledger, deliveries, List.of(Cast.ZHOU));
            roles.load();
            FlowRecords records = new FlowRecords(ledger, deliveries, roles);
            FeelConditions conditions = new FeelConditions();
            engine = new FlowEngine(
                    records,
                    ReadFlows.shipped(conditions),
                    roles,
                    conditions,
                    store.time(),
                    ZoneId.of("Asia/Shanghai"));
            Todos todos = new Todos(store.rows(), records, store.time());
            rescan = new Rescan(ledger, store.schedules(), records, engine, deliveries, roles, todos);
            writer = new ArchiveWriter(folder, store.stubs());
            archiver = new Archiver(
                    ledger,
                    store.stubs(),
                    store.schedules(),
                    records,
                    engine,
                    deliveries,
                    todos,
                    writer,
                    RETENTION,
                    () -> {});
        }

        private Round round(int records, String name) throws Exception {
            double empty = kilobytes();
            long filesBefore = bytesOnDisk();
            DeliveryPlay play = new DeliveryPlay(engine, nanos -> {});
            List<FlowId> ids = new ArrayList<>();
            new Callers(CALLERS).run(records, index -> {
                FlowInstance record = play.finish(play.start(name + "-" + index));
                synchronized (ids) {
                    ids.add(record.id());
                }
            });
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                ShownCards.showAll(store, partition, ShownCards.OF_FINISHED);
                rescan.visit(partition);
            }
            double full = kilobytes();
            store.time().advance(RETENTION.plusDays(1));
            rescan.visit(0); // forgets the days that are too old
            long began = System.nanoTime();
            int left = archives();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (left != records) {
                throw new IllegalStateException("%d of %d records left the store".formatted(left, records));
            }
            Latencies reads = new Latencies(ids.size());
            for (FlowId id : ids) {
                long asked = System.nanoTime();
                if (engine.find(id).isEmpty()) {
                    throw new IllegalStateException("What was archived cannot be read: " + id);
                }
                reads.add(System.nanoTime() - asked);
            }
            return new Round(
                    (full - empty) / records,
                    (kilobytes() - empty) / records,
                    (bytesOnDisk() - filesBefore) / 1024.0 / records,
                    records / seconds,
                    reads.percentileMillis(99));
        }

        private int archives() throws Exception {
            int left = 0;
            for (String cursor = Ledger.START; cursor != null; ) {
                Ledger.Aggregates page = ledger.aggregates(cursor);
                left += archiver.visit(page.ids());
                cursor = page.next();
            }
            return left;
        }

        /** What the server has asked for, whatever the machine gave it, but for command ids: a few outlive their second. */
        private double kilobytes() {
            lab.awaitQuietServer();
            StoreLook.Held held =
                    new StoreLook(lab.server().address(), lab.server().password()).held();
            return held.used() - held.of(StoreLook.Share.COMMAND_IDS);
        }

        private long bytesOnDisk() throws IOException {
            try (Stream<Path> all = Files.walk(files)) {
                return all.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            }
        }

        @Override
        public void close() {
            writer.close();
            client.close();
        }
    }
}
