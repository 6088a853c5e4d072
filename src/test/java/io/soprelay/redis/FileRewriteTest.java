package io.soprelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Ledger.Rewriting;
import io.soprelay.testkit.OwnRedis;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.TestChain;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Whether the server has written its file anew. */
class FileRewriteTest {
    @TempDir
    private Path folder;

    @Test
    void what_the_server_says_is_read_word_by_word() {
        assertThat(FileRewrite.read(info(0, 0, "ok"))).isEqualTo(Rewriting.OVER);
        assertThat(FileRewrite.read(info(1, 0, "ok"))).isEqualTo(Rewriting.UNDER_WAY);
        assertThat(FileRewrite.read(info(0, 1, "err"))).isEqualTo(Rewriting.UNDER_WAY);
        assertThat(FileRewrite.read(info(0, 0, "err"))).isEqualTo(Rewriting.FAILED);
    }

    private static String info(int inProgress, int scheduled, String last) {
        return "# Persistence\r\naof_enabled:1\r\naof_rewrite_in_progress:%d\r\naof_rewrite_scheduled:%d\r\naof_last_bgrewrite_status:%s\r\n"
                .formatted(inProgress, scheduled, last);
    }

    @Test
    void a_real_server_tells_when_it_has_written() {
        try (OwnRedis server = new OwnRedis(folder);
                RedisClient client = server.connect(RedisUnderTest.PATIENT.client())) {
            RedisStore store = RedisStore.open(client, RedisUnderTest.PATIENT, TestChain.CHAIN);
            assertThat(store.ledger().rewrite()).isTrue();
            Awaitility.await().until(() -> store.ledger().rewriting() == Rewriting.OVER);
            assertThat(client.info("persistence")).contains("aof_last_bgrewrite_status:ok");
            assertThat(client.info("commandstats")).contains("cmdstat_bgrewriteaof:calls=1");
        }
    }
}
