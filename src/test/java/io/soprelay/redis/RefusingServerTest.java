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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void a_server_that_still_reads_its_data_has_applied_nothing() throws Exception {
        try (OwnRedis server =
                        new OwnRedis(folder, Secret.NONE, "--appendfsync", "everysec", "--key-load-delay", "400");
                RedisClient client = server.connect(LIMITS.client())) {
            RedisStore store = opened(client);
            // While it reads, it answers once in a thousand commands.
            for (int i = 0; i < 2_000; i++) {
                store.ledger().commit(commit(flow("other" + i), "c1", 0));
            }
            CompletableFuture<Boolean> back = CompletableFuture.supplyAsync(() -> killAndRestart(server));
            awaitAnswer(client, "LOADING");

            LedgerUnavailableException away = refused(store, "c2");

            assertThat(away).isNotNull();
            assertThat(back.get()).isTrue();
            assertThat(store.ledger().load(ID).version()).isEqualTo(1);
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
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
        try (OwnRedis server = OwnRedis.onSmallDisk(folder, 64);
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
            RedisStore store = RedisStore.open(client, LIMITS);
            assertThat(store.ledger().load(ID).version()).isBetween((long) acknowledged, acknowledged + 1L);

            CommitResult again = store.ledger().commit(commit(ID, "c" + (acknowledged + 1), acknowledged));

            assertThat(again).isInstanceOfAny(Committed.class, Repeated.class);
            assertThat(store.ledger().load(ID).version()).isEqualTo(acknowledged + 1L);
        }
    }

    private static RedisStore opened(RedisClient client) {
        RedisStore store = RedisStore.open(client, LIMITS);
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
