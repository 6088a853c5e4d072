package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.RedisSettings;
import io.soprelay.testkit.OwnRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** A power cut often leaves zeros at the end of the file: the bot mends that by itself, because nobody else here could. */
@ExtendWith(OutputCaptureExtension.class)
class ZeroTailTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writes_hundred_items() throws IOException {
        folder = temp.resolve("redis");
        file = folder.resolve("appendonly.aof");
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            for (int i = 0; i < 100; i++) {
                client.rpush("list", "item " + i);
            }
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void zeros_after_the_last_write_are_cut_off_and_nothing_else(CapturedOutput output) throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));

        assertThat(items()).isEqualTo(100);
        assertThat(output).contains("The last 4096 bytes of " + file + " were zeros", ZeroTail.KEPT_FILE);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void zeros_in_the_place_of_the_last_write_take_that_write_and_none_before() throws IOException {
        byte[] left = whole.clone();
        Arrays.fill(left, left.length - 9, left.length, (byte) 0);
        Files.write(file, left);

        assertThat(items()).isEqualTo(99);
    }

    /** The head of this file is a snapshot, whose last byte may be a zero: Redis is asked first. */
    @Test
    void zeros_behind_a_snapshot_are_cut_off_as_well() throws Exception {
        byte[] head = snapshotOf(whole);
        Files.write(file, Arrays.copyOf(head, head.length + 30));

        assertThat(items()).isEqualTo(100);
        assertThat(Files.readAllBytes(file)).startsWith(head);
    }

    @Test
    void the_file_as_it_was_is_kept_and_readable_by_this_user_only() throws IOException {
        byte[] left = Arrays.copyOf(whole, whole.length + 10);
        Files.write(file, left);

        assertThat(items()).isEqualTo(100);
        assertThat(Files.readAllBytes(folder.resolve(ZeroTail.KEPT_FILE))).isEqualTo(left);
        assertThat(Files.getPosixFilePermissions(folder.resolve(ZeroTail.KEPT_FILE)))
                .hasSize(2);
    }

    @Test
    void more_zeros_than_a_write_can_leave_are_for_people_to_decide() throws IOException {
        refuses(Arrays.copyOf(whole, whole.length + 4 * 1024 * 1024 + 1));
    }

    @Test
    void a_file_of_nothing_but_zeros_is_not_made_an_empty_store() throws IOException {
        refuses(new byte[whole.length]);
    }

    @Test
    void zeros_that_are_not_all_the_damage_leave_the_file_as_it_was() throws IOException {
        byte[] left = Arrays.copyOf(whole, whole.length + 100);
        left[left.length / 2] = 'x';
        left[left.length / 2 + 1] = 'x';
        Arrays.fill(left, left.length / 3, left.length / 3 + 40, (byte) 'x');
        refuses(left);
    }

    /** A newer server keeps several files; the last that is named is written to. */
    @Test
    void of_several_files_the_one_that_is_written_to_is_looked_at() throws IOException {
        Path parts = Files.createDirectories(temp.resolve("newer/appendonlydir"));
        Files.writeString(parts.resolve("appendonly.aof.manifest"), """
                file appendonly.aof.2.base.rdb seq 2 type b
                file appendonly.aof.3.incr.aof seq 3 type i
                file appendonly.aof.4.incr.aof seq 4 type i
                """);
        Files.write(parts.resolve("appendonly.aof.3.incr.aof"), new byte[] {'*', 0, 0});
        Files.write(parts.resolve("appendonly.aof.4.incr.aof"), new byte[] {'*', '1', 0, 0, 0});

        ZeroTail zeros = ZeroTail.of(temp.resolve("newer")).orElseThrow();

        assertThat(zeros.file()).hasFileName("appendonly.aof.4.incr.aof");
        assertThat(zeros.length()).isEqualTo(3);
        assertThat(zeros.isCertain()).isTrue();
    }

    private byte[] snapshotOf(byte[] commands) throws Exception {
        Path other = Files.createDirectory(temp.resolve("other"));
        Files.write(other.resolve("appendonly.aof"), commands);
        try (OwnRedis redis = new OwnRedis(other, "no");
                Jedis client = new Jedis(redis.address())) {
            client.bgrewriteaof();
            await().until(() -> client.info("persistence").contains("aof_rewrite_in_progress:0")
                    && client.info("persistence").contains("aof_rewrite_scheduled:0"));
        }
        byte[] snapshot = Files.readAllBytes(other.resolve("appendonly.aof"));
        assertThat(new String(snapshot, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("REDIS");
        return snapshot;
    }

    private void refuses(byte[] left) throws IOException {
        Files.write(file, left);
        EmbeddedRedisException refusal = catchThrowableOfType(EmbeddedRedisException.class, () -> start().close());
        assertThat(refusal.reason()).isEqualTo(Reason.DATA_BROKEN);
        assertThat(refusal).hasMessageContaining("Copy the folder away");
        assertThat(Files.readAllBytes(file)).isEqualTo(left);
        assertThat(folder.resolve(ZeroTail.KEPT_FILE)).doesNotExist();
        assertThat(DataFolder.redisProcessesIn(folder)).isEmpty();
    }

    private long items() {
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            return client.llen("list");
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(RedisSettings.embedded(folder));
    }
}
