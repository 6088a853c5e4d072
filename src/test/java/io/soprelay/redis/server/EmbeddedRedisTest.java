package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.soprelay.redis.client.ClientLimits;
import io.soprelay.redis.client.RedisServerCheck;
import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.RedisSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class EmbeddedRedisTest {

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void names() {
        folder = temp.resolve("data 数据").resolve("redis");
    }

    @Test
    void data_outlives_a_stop_and_a_start_on_the_same_port() {
        int port;
        long pid;
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            client.set("flow", "发货");
            port = redis.address().getPort();
            pid = redis.pid();
            assertThat(redis.isAdopted()).isFalse();
            assertThat(redis.warnings()).isEmpty();
            assertThat(RedisServerCheck.of(client).warnings()).isEmpty();
        }
        assertThat(ProcessMark.of(pid)).isEmpty();
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(client.get("flow")).isEqualTo("发货");
            assertThat(redis.address().getPort()).isEqualTo(port);
        }
    }

    @Test
    void closing_twice_does_nothing_more() {
        EmbeddedRedis redis = start();
        redis.close();
        try (EmbeddedRedis next = start()) {
            redis.close();
            assertThat(ProcessMark.of(next.pid())).isPresent();
        }
    }

    @Test
    void only_this_user_reads_the_secret_files_and_no_secret_is_on_a_command_line_or_in_the_configuration()
            throws IOException {
        try (EmbeddedRedis redis = start()) {
            for (String name : List.of("password", "redis.conf", "server.properties", "owner.lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
            String password = redis.password().reveal();
            assertThat(password).hasSize(64);
            assertThat(Files.readString(folder.resolve("redis.conf"))).doesNotContain(password);
            assertThat(Files.readString(Path.of("/proc/" + redis.pid() + "/cmdline")))
                    .contains("redis")
                    .doesNotContain(password);
            assertThat(redis.password()).hasToString("***");
        }
    }

    @Test
    void the_server_is_a_session_of_its_own_so_the_terminal_s_ctrl_c_does_not_reach_it() throws IOException {
        try (EmbeddedRedis redis = start()) {
            String stat = Files.readString(Path.of("/proc/" + redis.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertThat(fields[2]).as("process group").isEqualTo(Long.toString(redis.pid()));
            assertThat(fields[3]).as("session").isEqualTo(Long.toString(redis.pid()));
        }
    }

    @Test
    void a_caller_without_the_password_gets_nothing_and_one_with_it_no_dangerous_command() {
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            try (Jedis stranger = new Jedis(redis.address())) {
                assertThatThrownBy(stranger::ping)
                        .isInstanceOf(JedisAccessControlException.class)
                        .hasMessageStartingWith("NOAUTH");
            }
            client.set("kept", "1");
            for (String denied : List.of(
                    "CONFIG",
                    "FLUSHALL",
                    "FLUSHDB",
                    "KEYS",
                    "DEBUG",
                    "SHUTDOWN",
                    "ACL",
                    "MODULE",
                    "PFCOUNT",
                    "PUBSUB",
                    "BITCOUNT",
                    "XLEN",
                    "GEOHASH")) {
                ProtocolCommand command = () -> denied.getBytes(StandardCharsets.UTF_8);
                assertThatThrownBy(() -> client.sendCommand(command, "*".getBytes(StandardCharsets.UTF_8)))
                        .as(denied)
                        .isInstanceOf(JedisException.class)
                        .hasMessageContaining("NOPERM");
            }
            assertThatThrownBy(() -> client.sendCommand(
                            () -> "RESTORE".getBytes(StandardCharsets.UTF_8), "made up", "0", "a value"))
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.eval("return redis.call('flushall')"))
                    .isInstanceOf(JedisDataException.class);
            assertThat(client.get("kept")).isEqualTo("1");
        }
    }

    @Test
    void it_listens_on_this_machine_alone() throws IOException {
        try (EmbeddedRedis redis = start()) {
            String port = ":%04X ".formatted(redis.address().getPort());
            List<String> listening = new ArrayList<>();
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                // Local address, remote address, state; 0A is LISTEN.
                Files.readAllLines(Path.of(table)).stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(parts -> parts.length > 3 && parts[3].equals("0A") && (parts[1] + " ").endsWith(port))
                        .forEach(parts -> listening.add(parts[1]));
            }
            assertThat(listening).hasSize(1).allMatch(address -> address.startsWith("0100007F:"));
        }
    }

    @Test
    void a_killed_server_is_started_again_and_the_same_client_finds_its_data() {
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            int port = redis.address().getPort();
            for (int round = 0; round < 2; round++) {
                client.set("round", Integer.toString(round));
                long pid = redis.pid();
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                await().atMost(Duration.ofSeconds(10)).until(() -> redis.pid() != pid);
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> redis.problem().isEmpty());
                // The first command meets a connection that died with the server: an unknown outcome, which the client
                // never repeats. It throws all such connections away, so the next one works.
                assertThatThrownBy(client::ping).isInstanceOf(JedisConnectionException.class);
                assertThat(client.get("round")).isEqualTo(Integer.toString(round));
                assertThat(redis.address().getPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void a_client_follows_the_server_to_another_port_when_the_old_one_is_taken() throws IOException {
        int port;
        try (EmbeddedRedis redis = start()) {
            port = redis.address().getPort();
        }
        try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(redis.address().getPort()).isNotEqualTo(thief.getLocalPort());
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void a_second_owner_in_the_same_process_is_refused_and_does_not_loosen_the_first() {
        try (EmbeddedRedis first = start()) {
            for (int round = 0; round < 2; round++) {
                assertThat(refusal(Reason.FOLDER_IN_USE)).contains(folder.toString(), "two bots never share one");
            }
            assertThat(ProcessMark.of(first.pid())).isPresent();
        }
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_refused() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "not a folder");
        assertThat(refusal(Reason.FOLDER_UNUSABLE))
                .contains(
                        folder + " cannot be used: it is a file",
                        "must be a folder that this user may write to",
                        "relay.redis.data-dir");
        assertThat(Files.readString(folder)).isEqualTo("not a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "port=abc\nversion=6.2.0", "port=1\nversion=?", "\\u00zz"})
    void a_record_that_is_none_is_refused_and_named(String garbage) throws IOException {
        start().close();
        Files.writeString(ServerRecord.fileIn(folder), garbage);
        assertThat(refusal(Reason.FOLDER_UNUSABLE))
                .contains(ServerRecord.fileIn(folder) + " cannot be read", "delete this one file");
        Files.delete(ServerRecord.fileIn(folder));
        start().close();
    }

    @Test
    void a_damaged_append_only_file_is_refused_untouched_and_the_sentence_says_how_to_mend_it() throws Exception {
        fill();
        Path file = folder.resolve("appendonly.aof");
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = damage(file);
        String sentence = refusal(Reason.DATA_BROKEN);
        assertThat(sentence).contains(folder.toString(), "append only file", "Copy the folder away");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThat(DataFolder.redisProcessesIn(folder)).isEmpty();
        run(sentence.replaceAll("(?s).*(bash -c '.*');.*", "$1"));
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(client.llen("list")).as("what stood before the damage").isBetween(40L, 60L);
        }
        Files.write(file, whole);
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(client.llen("list")).as("the backup put back").isEqualTo(100);
        }
    }

    @Test
    void a_write_cut_short_by_a_power_cut_is_dropped_and_all_before_it_is_kept() throws IOException {
        fill();
        Path file = folder.resolve("appendonly.aof");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            assertThat(client.llen("list")).isEqualTo(99);
        }
    }

    @Test
    void files_of_a_newer_server_are_refused_instead_of_beginning_with_nothing() throws IOException {
        start().close();
        Files.createDirectory(folder.resolve("appendonlydir"));
        assertThat(refusal(Reason.DATA_TOO_NEW)).contains("cannot read them", "relay.redis.executable");
        Files.delete(folder.resolve("appendonlydir"));
        String record = Files.readString(ServerRecord.fileIn(folder));
        Files.writeString(ServerRecord.fileIn(folder), record.replaceAll("version=.*", "version=99.1.0"));
        assertThat(refusal(Reason.DATA_TOO_NEW))
                .contains("written by a server of version 99", "of version 99 or newer");
    }

    @Test
    void a_system_without_setsid_lets_the_server_go_into_the_background_itself() throws IOException {
        Surroundings machine = Surroundings.ofThisMachine();
        Surroundings without = new Surroundings(machine.executables(), null, machine.threads(), machine.pause());
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.embedded(folder), without);
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            for (int i = 0; i < 100; i++) {
                client.rpush("list", "item " + i);
            }
        }
        Path file = folder.resolve("appendonly.aof");
        damage(file);
        EmbeddedRedisException refusal = catchThrowableOfType(
                EmbeddedRedisException.class, () -> EmbeddedRedis.start(RedisSettings.embedded(folder), without));
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(Reason.DATA_BROKEN);
    }

    /** Does what a sentence tells the person to do, and says yes. */
    private static void run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command).start();
        try (var answer = process.outputWriter()) {
            answer.write("y\n");
        }
        assertThat(process.waitFor()).as(command).isZero();
    }

    /** Breaks the frame of a command in the middle of the file. */
    private static byte[] damage(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int frame = text.indexOf("*3\r\n", text.length() / 2);
        byte[] damaged = Files.readAllBytes(file);
        damaged[frame] = 'x';
        Files.write(file, damaged);
        return damaged;
    }

    private void fill() {
        try (EmbeddedRedis redis = start();
                RedisClient client = redis.connect(ClientLimits.DEFAULTS)) {
            for (int i = 0; i < 100; i++) {
                client.rpush("list", "item " + i);
            }
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(RedisSettings.embedded(folder));
    }

    private String refusal(Reason reason) {
        EmbeddedRedisException refusal = catchThrowableOfType(EmbeddedRedisException.class, () -> start().close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        return String.valueOf(refusal.getMessage());
    }
}
