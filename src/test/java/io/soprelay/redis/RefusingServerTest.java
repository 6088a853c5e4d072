package io.soprelay.redis;

import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.CommitResult.Committed;
import io.soprelay.ledger.CommitResult.Repeated;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.redis.client.ClientLimits;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.OwnRedis;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whatever a server answers when it cannot serve, the caller learns whether something may have happened, and the same act
 * goes through once the server is well. (A full memory and missing replicas: {@link OwnServerTest}; lost answers and
 * forgotten scripts: {@link LostReplyTest}.)
 */
class RefusingServerTest {
    private static final AggregateId ID = flow("a1");
    /** More patient with one answer than the product, because the machine of a test run is busy. */
    private static final StoreLimits LIMITS =
            new StoreLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), StoreLimits.DEFAULTS.commandIdsKept());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void a_server_that_became_a_replica_takes_no_commit_and_nothing_of_it_is_kept() {
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            say(client, "REPLICAOF", "127.0.0.1", "1");

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).hasMessageContaining("READONLY");
            assertThat(away.outcomeUnknown()).isFalse();
            say(client, "REPLICAOF", "NO", "ONE");
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_server_that_is_busy_with_one_script_is_asked_again_and_in_the_end_the_outcome_is_known() throws Exception {
        try (OwnRedis server = new OwnRedis(folder, Secret.NONE, "--lua-time-limit", "10");
                RedisClient client = server.connect(LIMITS.client());
                RedisClient hog = server.connect(ClientLimits.DEFAULTS.withSocketTimeout(PATIENCE))) {
            RedisStore store = opened(client);
            CompletableFuture<Object> endless = CompletableFuture.supplyAsync(() -> hog.eval("while true do end"));
            awaitAnswer(client, "BUSY");

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).hasMessageContaining("BUSY");
            assertThat(away.outcomeUnknown()).isFalse();
            say(client, "SCRIPT", "KILL");
            assertThat(endless.handle((answer, killed) -> killed != null).get()).isTrue();
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_commit_goes_through_as_soon_as_a_busy_server_is_free() throws Exception {
        try (OwnRedis server = new OwnRedis(folder, Secret.NONE, "--lua-time-limit", "10");
                RedisClient client = server.connect(LIMITS.client());
                RedisClient hog = server.connect(ClientLimits.DEFAULTS.withSocketTimeout(PATIENCE))) {
            RedisStore store = opened(client);
            CompletableFuture<Object> endless = CompletableFuture.supplyAsync(() -> hog.eval("while true do end"));
            awaitAnswer(client, "BUSY");
            CompletableFuture<CommitResult> commit =
                    CompletableFuture.supplyAsync(() -> store.ledger().commit(commit(ID, "c2", 1)));
            say(client, "SCRIPT", "KILL");

            assertThat(commit.get()).isEqualTo(new Committed(2));
            assertThat(endless.handle((answer, killed) -> killed != null).get()).isTrue();
        }
    }

    @Test
    void a_server_that_still_reads_its_data_is_asked_again_and_has_applied_nothing() throws Exception {
        try (OwnRedis server = slowReader();
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = openedWithMuch(client);
            CompletableFuture<Boolean> back = CompletableFuture.supplyAsync(() -> killAndRestart(server));
            awaitAnswer(client, "LOADING");

            long start = System.nanoTime();
            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).hasMessageContaining("LOADING");
            assertThat(away.outcomeUnknown()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("asked again until the budget is used up")
                    .isGreaterThan(Duration.ofMillis(700));
            assertThat(back.get()).isTrue();
            assertThat(store.ledger().load(ID).version()).isEqualTo(1);
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_commit_goes_through_as_soon_as_a_server_has_read_its_data() throws Exception {
        StoreLimits patient = new StoreLimits(Duration.ofSeconds(5), PATIENCE, LIMITS.commandIdsKept());
        try (OwnRedis server = slowReader();
                RedisClient client = server.connect(patient.client())) {
            openedWithMuch(client);
            RedisStore store = RedisStore.open(client, patient, TestChain.CHAIN);
            CompletableFuture<Boolean> back = CompletableFuture.supplyAsync(() -> killAndRestart(server));
            awaitAnswer(client, "LOADING");

            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));

            assertThat(back.get()).isTrue();
            assertThat(store.ledger().history(ID)).hasSize(2);
        }
    }

    @Test
    void with_every_connection_taken_the_caller_is_turned_away_at_once_and_nothing_was_sent() throws Exception {
        ClientLimits one = new ClientLimits(1, Duration.ofMillis(50), PATIENCE);
        try (OwnRedis server = new OwnRedis(folder, Secret.NONE, "--lua-time-limit", "100000");
                RedisClient client = server.connect(one);
                RedisClient aside = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            CompletableFuture<Object> hog =
                    CompletableFuture.supplyAsync(() -> client.blpop(1.0, "nothing ever comes here"));
            Awaitility.await().atMost(PATIENCE).until(() -> blocked(aside));

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away.outcomeUnknown()).isFalse();
            assertThat(hog.get()).isNull();
            assertThat(store.ledger().load(ID).version()).isEqualTo(1);
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_server_that_takes_no_more_connections_has_applied_nothing() {
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(LIMITS.client());
                RedisClient others = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            say(others, "CONFIG", "SET", "maxclients", "1");
            client.getPool().clear();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> others.info("clients").contains("connected_clients:1\r"));

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).hasMessageContaining("max number of clients reached");
            assertThat(away.outcomeUnknown()).isFalse();
            say(others, "CONFIG", "SET", "maxclients", "100");
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_full_disk_loses_nothing_acknowledged_and_the_same_acts_go_through_when_there_is_room_again()
            throws Exception {
        int acknowledged = 1;
        try (OwnRedis server = OwnRedis.onSmallDisk(folder, 64, "always");
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            LedgerUnavailableException away = null;
            for (int i = 2; away == null; i++) {
                try {
                    store.ledger().commit(commit(ID, "c" + i, i - 1));
                    acknowledged = i;
                } catch (LedgerUnavailableException full) {
                    away = full;
                }
            }
            assertThat(acknowledged).isGreaterThan(20);
        }
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = RedisStore.open(client, LIMITS, TestChain.CHAIN);
            assertThat(store.ledger().load(ID).version()).isBetween((long) acknowledged, acknowledged + 1L);

            CommitResult again = store.ledger().commit(commit(ID, "c" + (acknowledged + 1), acknowledged));

            assertThat(again).isInstanceOfAny(Committed.class, Repeated.class);
            assertThat(store.ledger().load(ID).version()).isEqualTo(acknowledged + 1L);
        }
    }

    /** Redis refuses every write then, because people rely on the snapshots; what is stored can still be read. */
    @Test
    void a_server_whose_snapshots_fail_refuses_commits_at_once_until_one_succeeds() throws IOException {
        try (OwnRedis server = new OwnRedis(folder, Secret.NONE, "--save", "3600", "1000000");
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            // A folder in the snapshot's place: also a server that runs as root cannot write it.
            Path inTheWay = Files.createDirectory(folder.resolve("dump.rdb"));
            snapshot(client, "err");

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).hasMessageContaining("MISCONF");
            assertThat(away.outcomeUnknown()).isFalse();
            assertThat(store.ledger().load(ID).version()).isEqualTo(1);
            assertThat(store.ledger().load(ID, "c2").outcome()).isNull();
            Files.delete(inTheWay);
            snapshot(client, "ok");
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void on_a_full_disk_a_server_that_flushes_each_second_refuses_and_goes_on_when_there_is_room_again() {
        try (OwnRedis server = OwnRedis.onSmallDisk(folder, 64, "everysec");
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            int version = 1;
            LedgerUnavailableException away = null;
            while (away == null) {
                try {
                    store.ledger().commit(commit(ID, "c" + (version + 1), version));
                    version++;
                } catch (LedgerUnavailableException full) {
                    away = full;
                }
            }
            assertThat(away).hasMessageContaining("MISCONF");
            assertThat(away.outcomeUnknown()).isFalse();
            assertThat(version).isGreaterThan(20);
            assertThat(store.ledger().load(ID).version()).isEqualTo(version);

            server.hasRoomAgain();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> client.info("persistence").contains("aof_last_write_status:ok"));

            assertThat(store.ledger().commit(commit(ID, "c" + (version + 1), version)))
                    .isEqualTo(new Committed(version + 1));
            assertThat(store.ledger().history(ID)).hasSize(version + 1);
        }
    }

    private static void snapshot(RedisClient client, String outcome) {
        say(client, "BGSAVE");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            String persistence = client.info("persistence");
            return persistence.contains("rdb_bgsave_in_progress:0")
                    && persistence.contains("rdb_last_bgsave_status:" + outcome);
        });
    }

    /** While it reads, it answers once in a thousand commands. */
    private OwnRedis slowReader() {
        return new OwnRedis(folder, Secret.NONE, "--appendfsync", "everysec", "--key-load-delay", "150");
    }

    private static RedisStore openedWithMuch(RedisClient client) {
        RedisStore store = opened(client);
        try (Pipeline pipeline = client.pipelined()) {
            for (int i = 0; i < 25_000; i++) {
                pipeline.incr("much to read");
            }
        }
        return store;
    }

    private static RedisStore opened(RedisClient client) {
        RedisStore store = RedisStore.open(client, LIMITS, TestChain.CHAIN);
        store.ledger().commit(commit(ID, "c1", 0));
        return store;
    }

    private static LedgerUnavailableException refused(RedisStore store, String command) {
        return catchThrowableOfType(
                LedgerUnavailableException.class, () -> store.ledger().commit(commit(ID, command, 1)));
    }

    private static boolean killAndRestart(OwnRedis server) {
        try {
            server.killAndRestart();
            return true;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static void awaitAnswer(RedisClient client, String code) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptionsMatching(failure -> !(failure instanceof JedisDataException))
                .until(() -> {
                    try {
                        client.ping();
                        return false;
                    } catch (JedisDataException refused) {
                        return String.valueOf(refused.getMessage()).startsWith(code);
                    }
                });
    }

    private static boolean blocked(RedisClient aside) {
        return aside.info("clients").contains("blocked_clients:1");
    }

    private static void say(RedisClient client, String... words) {
        Object unused = client.sendCommand(
                () -> words[0].getBytes(StandardCharsets.US_ASCII), Arrays.copyOfRange(words, 1, words.length));
    }
}
