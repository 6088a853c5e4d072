package io.soprelay.bench;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.outbox.Deliveries;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.redis.server.HistoryKey;
import io.soprelay.settings.RedisSettings;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.flow.Cast;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import redis.clients.jedis.RedisClient;

/**
 * The engine alone on the product's embedded server with its defaults (AOF synced at every write). No outbox runs: what
 * a commit wants sent stays in its schedules, for the engine and for the raw commits alike.
 */
public final class EngineLab implements AutoCloseable {
    private static final Map<String, MemberId> USUAL_HOLDERS =
            Map.of("审批人", Cast.ZHANG, "库管", Cast.LI, "财务", Cast.ZHAO);

    private final MachineLoad load;
    private final Closeable afterwards;
    private final HistoryChain chain;
    private final EmbeddedRedis server;
    private final RedisClient client;
    private final RedisStore store;
    private final FlowEngine engine;

    /** Data of its own, gone when this is closed, and the usual people in their roles. */
    EngineLab(MachineLoad load) throws IOException {
        this(load, new TempFolder("relay-bench-engine"));
    }

    private EngineLab(MachineLoad load, TempFolder folder) throws IOException {
        this(
                load,
                RedisSettings.embedded(folder.path().resolve("redis")),
                TestChain.CHAIN,
                store -> USUAL_HOLDERS,
                folder);
    }

    private EngineLab(
            MachineLoad load,
            RedisSettings settings,
            HistoryChain chain,
            Function<RedisStore, Map<String, MemberId>> holders,
            Closeable afterwards)
            throws IOException {
        this.load = load;
        this.chain = chain;
        this.afterwards = afterwards;
        server = EmbeddedRedis.start(settings);
        AtExit.close(this);
        load.look(server.pid());
        client = server.connect(StoreLimits.DEFAULTS.client());
        store = RedisStore.open(client, StoreLimits.DEFAULTS, chain);
        engine = engine(store, holders.apply(store));
    }

    /**
     * A bot's data before the bot starts on them; they stay when this is closed.
     *
     * @param redis the bot's folder of its server
     * @param holders who holds which role
     */
    static EngineLab beforeTheBot(MachineLoad load, Path redis, Function<RedisStore, Map<String, MemberId>> holders)
            throws IOException {
        RedisSettings settings = RedisSettings.embedded(redis);
        return new EngineLab(load, settings, HistoryKey.chain(settings), holders, () -> {});
    }

    /** Another engine on the same data, whose client may listen in. */
    FlowEngine engineOn(RedisClient other) throws IOException {
        return engine(RedisStore.open(other, StoreLimits.DEFAULTS, chain));
    }

    /** The engine as the benchmarks and the power cuts need it: the shipped flows, and the usual people in their roles. */
    public static FlowEngine engine(RedisStore store) throws IOException {
        return engine(store, USUAL_HOLDERS);
    }

    private static FlowEngine engine(RedisStore store, Map<String, MemberId> holders) throws IOException {
        Deliveries deliveries = new Deliveries();
        Roles roles = new Roles(store.ledger(), deliveries, List.of(Cast.ZHOU));
        holders.forEach((role, member) -> roles.set(role, List.of(member), new CommandId("bench-" + role), Cast.ZHOU));
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);
        FeelConditions conditions = new FeelConditions();
        return new FlowEngine(
                records, ReadFlows.shipped(conditions), roles, conditions, store.time(), ZoneId.of("Asia/Shanghai"));
    }

    RedisStore store() {
        return store;
    }

    /** With a memory of its own, as after a start. */
    Rescan rescan() {
        Deliveries deliveries = new Deliveries();
        Roles roles = new Roles(store.ledger(), deliveries, List.of(Cast.ZHOU));
        roles.load();
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);
        return new Rescan(
                store.ledger(),
                store.schedules(),
                records,
                engine,
                deliveries,
                roles,
                new Todos(store.rows(), records, store.time()));
    }

    EmbeddedRedis server() {
        return server;
    }

    RedisClient client() {
        return client;
    }

    FlowEngine engine() {
        return engine;
    }

    /** Processor time of this program and the server so far, in seconds. */
    double cpuSeconds() {
        return ProcFiles.cpuSeconds(ProcessHandle.current().pid()).orElseThrow()
                + ProcFiles.cpuSeconds(server.pid()).orElseThrow();
    }

    /** A log rewrite in the middle of one round would be charged to that round alone. */
    void awaitQuietServer() {
        while (client.info("persistence").contains("aof_rewrite_in_progress:1")) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        AtExit.closed(this);
        load.look(server.pid());
        client.close();
        server.close();
        afterwards.close();
    }
}
