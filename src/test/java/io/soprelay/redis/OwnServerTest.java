package io.soprelay.redis;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.CommitResult.Committed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.testkit.OwnRedis;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.TestChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** What a server of its own shows: killed servers, full servers, servers that lost their replicas. */
class OwnServerTest {

    private static final AggregateId ID = flow("a1");

    @TempDir
    private Path folder;

    @Test
    void a_killed_server_keeps_every_acknowledged_commit() throws InterruptedException {
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(RedisUnderTest.PATIENT.client())) {
            RedisStore store = RedisStore.open(client, RedisUnderTest.PATIENT, TestChain.CHAIN);
            int version = 0;
            for (int kill = 0; kill < 3; kill++) {
                for (int commit = 0; commit < 50; commit++) {
                    String id = "c" + version;
                    assertThat(store.ledger().commit(commit(ID, id, version, new Add(Lane.NOTICE, id, 0, bytes("")))))
                            .isEqualTo(new Committed(++version));
                }
                server.killAndRestart();
                assertThat(store.ledger().load(ID).version()).isEqualTo(version);
                assertThat(store.ledger().history(ID)).hasSize(version);
                assertThat(store.schedules().backlog()).containsEntry(Lane.NOTICE, (long) version);
            }
            assertThat(store.ledger().load(ID, "c0").outcome()).isNotNull();
        }
    }

    @Test
    void a_full_server_refuses_whole_commits_and_still_settles_entries() {
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(RedisUnderTest.PATIENT.client())) {
            RedisStore store = RedisStore.open(client, RedisUnderTest.PATIENT, TestChain.CHAIN);
            store.ledger().commit(commit(ID, "c1", 0, new Add(Lane.NOTICE, "n1", 0, bytes(""))));
            var entry = store.schedules()
                    .claim(ID.partition(), Map.of(Lane.NOTICE, 1), 60_000)
                    .entries()
                    .getFirst();
            List<String> before = keys(client);
            client.configSet("maxmemory", "1");
            assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c2", 1, new Add(Lane.CARD, "n2", 0, bytes("")))))
                    .isInstanceOfSatisfying(
                            LedgerUnavailableException.class,
                            away -> assertThat(away.outcomeUnknown()).isFalse());
            assertThat(store.ledger().load(ID, "c2").outcome()).isNull();
            assertThat(store.ledger().load(ID).version()).isEqualTo(1);
            assertThat(store.ledger().history(ID)).hasSize(1);
            assertThat(keys(client)).isEqualTo(before);
            assertThat(store.schedules().done(entry)).isTrue();
            client.configSet("maxmemory", "0");
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    @Test
    void a_server_without_its_replicas_is_away_with_a_known_outcome() {
        StoreLimits limits = StoreLimits.DEFAULTS;
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(limits.client())) {
            RedisStore store = RedisStore.open(client, limits, TestChain.CHAIN);
            store.ledger().commit(commit(ID, "c1", 0));
            client.configSet("min-replicas-to-write", "1");
            assertThatThrownBy(() -> store.ledger().commit(commit(ID, "c2", 1)))
                    .isInstanceOfSatisfying(
                            LedgerUnavailableException.class,
                            away -> assertThat(away.outcomeUnknown()).isFalse());
            client.configSet("min-replicas-to-write", "0");
            assertThat(store.ledger().commit(commit(ID, "c2", 1))).isEqualTo(new Committed(2));
        }
    }

    private static List<String> keys(RedisClient client) {
        return client.keys("*").stream().sorted().toList();
    }
}
