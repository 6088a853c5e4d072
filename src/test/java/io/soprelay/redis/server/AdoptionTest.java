package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The owner vanishes as by {@code kill -9}; the server stays and is adopted. */
class AdoptionTest {

    @TempDir
    Path temp;

    private Path folder;
    private Path acknowledged;

    @BeforeEach
    void names() {
        folder = temp.resolve("redis");
        acknowledged = temp.resolve("acknowledged");
    }

    /** Ends whatever a failed test left alive in its folder. */
    @AfterEach
    void nothingStaysAlive() throws IOException {
        if (Files.exists(ServerRecord.fileIn(folder))) {
            ServerRecord.read(folder)
                    .filter(ServerRecord::isAlive)
                    .flatMap(record -> ProcessHandle.of(record.pid()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void ten_owners_killed_in_a_row_leave_one_server_and_every_acknowledged_number() {
        long pid = 0;
        Owner owner = Owner.of(folder, acknowledged);
        for (int round = 0; round < 10; round++) {
            owner.counting(25).kill();
            long now = recordedPid();
            assertThat(now).isEqualTo(round == 0 ? now : pid);
            pid = now;
            if (round < 9) {
                owner = Owner.of(folder, acknowledged);
            }
        }
        try (EmbeddedRedis adopted = EmbeddedRedis.start(RedisSettings.embedded(folder));
                RedisClient client = adopted.connect(ClientLimits.DEFAULTS)) {
            assertThat(adopted.isAdopted()).isTrue();
            assertThat(adopted.pid()).isEqualTo(pid);
            assertThat(client.lrange("numbers", 0, -1)).containsAll(owner.acknowledgedNumbers());
        }
        assertThat(ProcessMark.of(pid)).isEmpty();
    }

    @Test
    void an_owner_killed_at_any_moment_of_its_start_leaves_at_most_one_server() throws Exception {
        Random moments = new Random(20_261_122);
        for (int round = 0; round < 8; round++) {
            Owner owner = Owner.of(folder, acknowledged);
            assertThat(owner.process().waitFor(200 + moments.nextInt(500), TimeUnit.MILLISECONDS))
                    .isFalse();
            owner.kill();
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(folder))) {
            assertThat(DataFolder.redisProcessesIn(folder)).containsExactly(redis.pid());
        }
    }

    @Test
    void an_adopted_server_with_another_flush_policy_is_started_anew_with_its_data() {
        Owner owner = Owner.of(folder, acknowledged);
        owner.counting(5).kill();
        long before = recordedPid();
        RedisSettings everySecond =
                new RedisSettings("embedded", List.of(), Secret.NONE, "", folder, null, "everysec", null);
        try (EmbeddedRedis redis = EmbeddedRedis.start(everySecond);
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(redis.isAdopted()).isFalse();
            assertThat(redis.pid()).isNotEqualTo(before);
            assertThat(redis.warnings()).singleElement().asString().contains("everysec");
            assertThat(client.lrange("numbers", 0, -1)).containsAll(owner.acknowledgedNumbers());
        }
    }

    @Test
    void a_folder_owned_by_a_live_process_is_refused_and_that_process_is_named() {
        Owner owner = Owner.of(folder, acknowledged).counting(1);
        assertThat(refusal(Reason.FOLDER_IN_USE))
                .contains(
                        "The data folder " + folder,
                        "is in use by process " + owner.process().pid(),
                        "relay.redis.data-dir");
        owner.kill();
        EmbeddedRedis.start(RedisSettings.embedded(folder)).close();
    }

    @Test
    void of_two_owners_that_start_at_once_one_wins() throws Exception {
        Owner one = Owner.of(folder, temp.resolve("one"));
        Owner two = Owner.of(folder, temp.resolve("two"));
        Object loser = CompletableFuture.anyOf(
                        one.process().onExit(), two.process().onExit())
                .get(30, TimeUnit.SECONDS);
        Owner winner = loser.equals(one.process()) ? two : one;
        winner.counting(5);
        assertThat(DataFolder.redisProcessesIn(folder)).containsExactly(recordedPid());
        winner.kill();
        EmbeddedRedis.start(RedisSettings.embedded(folder)).close();
    }

    @Test
    void a_changed_password_file_is_refused_and_the_right_one_adopts() throws IOException {
        Owner.of(folder, acknowledged).counting(1).kill();
        Path file = folder.resolve(DataFolder.PASSWORD_FILE);
        String right = Files.readString(file);
        Files.writeString(file, "0".repeat(64));
        assertThat(refusal(Reason.PASSWORD_MISMATCH))
                .contains("process " + recordedPid(), "refuses the password in " + file);
        Files.writeString(file, right);
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(folder))) {
            assertThat(redis.isAdopted()).isTrue();
        }
    }

    @Test
    void a_server_without_a_record_is_foreign() throws IOException {
        Owner.of(folder, acknowledged).counting(1).kill();
        long pid = recordedPid();
        String record = Files.readString(ServerRecord.fileIn(folder));
        Files.delete(ServerRecord.fileIn(folder));
        assertThat(refusal(Reason.FOREIGN_SERVER)).contains("process " + pid, "kill " + pid);
        Files.writeString(ServerRecord.fileIn(folder), record);
        EmbeddedRedis.start(RedisSettings.embedded(folder)).close();
    }

    @Test
    void a_copied_folder_does_not_adopt_the_server_of_the_original() throws IOException {
        Owner.of(folder, acknowledged).counting(1).kill();
        Path copy = Files.createDirectory(temp.resolve("copy"));
        for (String name : List.of(DataFolder.PASSWORD_FILE, "server.properties", "appendonly.aof")) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        EmbeddedRedisException refusal = catchThrowableOfType(
                EmbeddedRedisException.class, () -> EmbeddedRedis.start(RedisSettings.embedded(copy)));
        assertThat(refusal.reason()).isEqualTo(Reason.FOREIGN_SERVER);
        assertThat(refusal).hasMessageContaining("this folder is a copy");
        Files.delete(ServerRecord.fileIn(copy));
        try (EmbeddedRedis own = EmbeddedRedis.start(RedisSettings.embedded(copy))) {
            assertThat(own.pid()).isNotEqualTo(recordedPid());
        }
        EmbeddedRedis.start(RedisSettings.embedded(folder)).close();
    }

    @Test
    void a_server_held_up_is_refused_and_adopted_when_it_goes_on() throws Exception {
        Owner.of(folder, acknowledged).counting(1).kill();
        long pid = recordedPid();
        signal("STOP", pid);
        try {
            assertThat(refusal(Reason.SERVER_SILENT)).contains("(process " + pid + ") is alive but does not answer");
        } finally {
            signal("CONT", pid);
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(folder))) {
            assertThat(redis.pid()).isEqualTo(pid);
        }
    }

    private String refusal(Reason reason) {
        EmbeddedRedisException refusal = catchThrowableOfType(
                EmbeddedRedisException.class, () -> EmbeddedRedis.start(RedisSettings.embedded(folder)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        return String.valueOf(refusal.getMessage());
    }

    private long recordedPid() {
        try {
            return ServerRecord.read(folder).orElseThrow().pid();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
