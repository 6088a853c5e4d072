package io.soprelay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However {@code scripts/run} is stopped, nothing is left running, nothing is lost, and the terminal stays quiet. */
class StoppedSimulatorTest {
    /** One on an idle machine. */
    private static final Duration FEW_SECONDS = Duration.ofSeconds(15);

    private static final String ADMIN = "管理员老周";

    @TempDir
    Path folder;

    @Test
    void a_stop_in_the_middle_of_the_start_does_not_wait_for_it() {
        try (SimulatorUnderTest simulator = new SimulatorUnderTest(folder, "--server.port=0")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> simulator.server().isPresent());
            ProcessHandle bot = simulator.bot().orElseThrow();

            simulator.signal("TERM");

            assertThat(simulator.awaitEnd(FEW_SECONDS)).isEqualTo(128 + 15);
            assertThat(bot.isAlive()).isFalse();
            assertThat(simulator.server()).isEmpty();
            assertThat(simulator.printed()).isEmpty();
        }
    }

    @Test
    void a_killed_simulator_takes_its_bot_along_the_next_start_finds_everything_and_ctrl_c_ends_all_three() {
        try (SimulatorUnderTest killed = new SimulatorUnderTest(folder, "--server.port=0").ready()) {
            killed.says(ADMIN, "/role set 库管 @库管小李");
            killed.awaitInChat(ADMIN, "库管现在是：库管小李", 1);
            ProcessHandle bot = killed.bot().orElseThrow();
            ProcessHandle server = killed.server().orElseThrow();

            killed.signal("KILL");

            Awaitility.await().atMost(FEW_SECONDS).until(() -> !bot.isAlive() && !server.isAlive());
        }
        try (SimulatorUnderTest next = new SimulatorUnderTest(folder, "--server.port=0").ready()) {
            next.awaitInChat(ADMIN, "库管现在是：库管小李", 1);
            next.says(ADMIN, "/role list");
            next.awaitInChat(ADMIN, "库管小李", 3);
            ProcessHandle bot = next.bot().orElseThrow();
            ProcessHandle server = next.server().orElseThrow();

            next.pressCtrlC();

            assertThat(next.awaitEnd(FEW_SECONDS)).isEqualTo(128 + 2);
            assertThat(bot.isAlive()).isFalse();
            assertThat(server.isAlive()).isFalse();
            assertThat(next.ownJar()).doesNotExist();
            assertThat(next.printed()).hasLineCount(2);
        }
    }

    @Test
    void a_demo_whose_bot_is_killed_fails_and_says_at_which_step() throws IOException {
        try (SimulatorUnderTest demo = new SimulatorUnderTest(folder, "--demo")) {
            demo.awaitOnTerminal("━━ 3. ");
            Path data = demoFolder();
            Optional<ProcessHandle> bot = Processes.livingIn(data.resolve("simulator/bot.pid"));
            bot.orElseThrow().destroyForcibly();

            assertThat(demo.awaitEnd(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(demo.printed())
                    .contains("❌ ", "数据和日志留在 data/" + data.getFileName() + " 里")
                    .doesNotContain("演完了", "\tat ");
            assertThat(Processes.serverIn(data.resolve("simulator/redis")))
                    .as("the server of the killed bot")
                    .isEmpty();
        }
    }

    @Test
    void the_page_s_port_in_use_is_one_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SimulatorUnderTest simulator =
                        new SimulatorUnderTest(folder, "--server.port=" + taken.getLocalPort())) {
            assertThat(simulator.awaitEnd(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(simulator.printed())
                    .hasLineCount(1)
                    .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use", "--server.port=<number>");
        }
    }

    @Test
    void a_refusal_of_the_bot_is_told_as_the_bot_tells_it() {
        try (SimulatorUnderTest simulator =
                new SimulatorUnderTest(folder, "--server.port=0", "--relay.redis.appendfsync=never")) {
            assertThat(simulator.awaitEnd(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(simulator.printed())
                    .hasLineCount(1)
                    .startsWith("SOP Relay did not start: relay.redis.appendfsync must be one of always, everysec");
        }
    }

    private Path demoFolder() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("data"))) {
            return folders.filter(path -> path.getFileName().toString().startsWith("demo-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
