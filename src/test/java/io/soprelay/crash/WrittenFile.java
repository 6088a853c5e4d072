package io.soprelay.crash;

import io.soprelay.bench.DeliveryPlay;
import io.soprelay.bench.EngineLab;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.settings.RedisSettings;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.RedisClient;

/**
 * An append-only file that the product's own commits wrote on its own server, flushed at each: deliveries from start to
 * 已验收, with claims and receipts of the outbox between them.
 *
 * @param from where commands begin: 0, or the end of the snapshot at the head
 * @param atFrom what the store holds there
 * @param program the server that wrote it
 */
record WrittenFile(byte[] bytes, int from, StoreModel atFrom, AofText.Read text, Path program) {
    static final String NAME = "appendonly.aof";

    /** Power cuts are tried in this much of the end. */
    static final int TAIL_BYTES = 64 * 1024;

    private static final int ENTRIES = 20;

    static WrittenFile byDeliveries(Path folder, int deliveries) throws IOException {
        Path program = write(folder, "first", deliveries);
        return read(Files.readAllBytes(folder.resolve(NAME)), 0, new StoreModel(), program);
    }

    /** The same, rewritten by the server as it does by itself from 64 MB on, and written on. */
    static WrittenFile afterRewrite(Path folder, WrittenFile before, int deliveries) throws IOException {
        Files.write(folder.resolve(NAME), before.bytes);
        try (PlainServer server = PlainServer.start(before.program, folder).orElseThrow()) {
            server.rewritesItsFile();
        }
        int from = (int) Files.size(folder.resolve(NAME));
        StoreModel then = before.modelAt(before.bytes.length);
        write(folder, "second", deliveries);
        return read(Files.readAllBytes(folder.resolve(NAME)), from, then, before.program);
    }

    private static WrittenFile read(byte[] bytes, int from, StoreModel atFrom, Path program) {
        return new WrittenFile(bytes, from, atFrom, AofText.read(bytes, from), program);
    }

    private static Path write(Path folder, String name, int deliveries) throws IOException {
        try (EmbeddedRedis server = EmbeddedRedis.start(RedisSettings.embedded(folder));
                RedisClient client = server.connect(StoreLimits.DEFAULTS.client())) {
            RedisStore store = RedisStore.open(client, StoreLimits.DEFAULTS, TestChain.CHAIN);
            DeliveryPlay play = new DeliveryPlay(EngineLab.engine(store), nanos -> {});
            List<FlowInstance> open = new ArrayList<>();
            for (int i = 0; i < deliveries; i++) {
                open.add(play.start(name + "-" + i));
                if (i % 3 != 0) {
                    play.finish(open.removeFirst());
                }
                delivers(store, i);
            }
            return ProcessHandle.of(server.pid())
                    .flatMap(process -> process.info().command())
                    .map(Path::of)
                    .orElseThrow();
        }
    }

    /** As the relay does, without a platform: some entries are settled, some put back. */
    private static void delivers(RedisStore store, int round) {
        for (int partition = round % 4; partition < AggregateId.PARTITIONS; partition += 4) {
            for (Claimed entry : store.schedules()
                    .claim(partition, Map.of(Lane.CARD, ENTRIES, Lane.NOTICE, ENTRIES, Lane.HANDOVER, ENTRIES), 60_000)
                    .entries()) {
                store.schedules().done(entry);
            }
        }
    }

    /** What a store must hold whose file ends there. */
    StoreModel modelAt(int cut) {
        StoreModel model = new StoreModel(atFrom);
        text.units().stream()
                .takeWhile(unit -> unit.to() <= cut)
                .forEach(unit -> unit.commands().forEach(model::apply));
        return model;
    }

    /** Every end of a command in the tail, and the byte before and after it. */
    Set<Integer> boundaryCuts() {
        Set<Integer> cuts = new TreeSet<>();
        for (int end : text.ends()) {
            for (int cut = end - 1; cut <= Math.min(end + 1, bytes.length); cut++) {
                if (cut >= Math.max(from, bytes.length - TAIL_BYTES)) {
                    cuts.add(cut);
                }
            }
        }
        return cuts;
    }
}
