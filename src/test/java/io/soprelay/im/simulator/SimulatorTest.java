package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.control.SimulatorMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SimulatorTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void starts_kills_and_restarts_the_bot_with_the_documented_settings() throws Exception {
        try (Simulator simulator = simulator()) {
            simulator.start();
            assertThat(simulator.bot().phase()).isEqualTo(BotState.Phase.RUNNING);
            JsonNode given = Json.parse(get(simulator.botBase().resolve("/environment")));
            assertThat(Json.text(given, "RELAY_ADMINS"))
                    .isEqualTo("feishu:" + simulator.platform().person("管理员老周").openId());
            long first = simulator.bot().pid();
            simulator.killBot();
            assertThat(simulator.bot().phase()).isEqualTo(BotState.Phase.STOPPED);
            Delivery missed = simulator.platform().person("销售小王").says("在吗");
            assertThat(missed.delivered()).isFalse();
            simulator.startBot();
            assertThat(simulator.bot().pid()).isNotEqualTo(first);
            assertThat(missed.delivered()).isTrue();
        }
    }

    @Test
    void a_second_start_finds_the_phones_as_they_were() {
        String key;
        try (Simulator first = simulator()) {
            first.start();
            FeishuPlatform feishu = first.platform();
            Calls calls = new Calls(feishu);
            SimulatedPerson li = feishu.person("库管小李");
            key = calls.upload("/open-apis/im/v1/images", Map.of("image_type", "message"), "image", Calls.PNG)
                    .json()
                    .path("data")
                    .path("image_key")
                    .asString("");
            li.says("在");
            String id = calls.sendCard(li, SampleCards.shippingForm()).messageId();
            calls.update(id, SampleCards.card("{\"tag\":\"img\",\"img_key\":\"" + key + "\"}"));
        }
        try (Simulator second = simulator()) {
            second.start();
            SimulatedPerson li = second.platform().person("库管小李");
            assertThat(li.messages()).hasSize(2);
            assertThat(li.latestCard().pictures()).containsExactly(key);
            String card = SampleCards.card("{\"tag\":\"img\",\"img_key\":\"" + key + "\"}", SampleCards.text("新"));
            assertThat(new Calls(second.platform())
                            .update(li.latestCard().messageId(), card)
                            .code())
                    .isZero();
        }
    }

    @Test
    void a_bot_left_behind_by_a_killed_simulator_is_ended() throws IOException {
        ProcessBuilder left = new ProcessBuilder(StandInBot.command().split(" "));
        left.environment().put("SERVER_PORT", "0");
        Process orphan = left.start();
        Files.createDirectories(data.resolve("simulator"));
        Files.writeString(data.resolve("simulator/bot.pid"), BotProcess.mark(orphan.toHandle()));
        try (Simulator next = simulator()) {
            next.start();
            assertThat(orphan.isAlive()).isFalse();
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void a_folder_belongs_to_one_simulator_and_is_free_after_it() {
        try (Simulator first = simulator()) {
            first.start();
            assertThat(told(1, "--server.port=0", "--relay.simulator.bot-command=" + StandInBot.command()))
                    .contains("in use by another simulator (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasLineCount(1);
            assertThat(first.bot().phase()).isEqualTo(BotState.Phase.RUNNING);
        }
        try (Simulator next = simulator()) {
            next.start();
            assertThat(next.bot().phase()).isEqualTo(BotState.Phase.RUNNING);
        }
    }

    @Test
    void a_simulator_that_was_stopped_touches_neither_bot_nor_folder_of_the_next_one() {
        Simulator stopped = simulator();
        stopped.start();
        stopped.close();
        try (Simulator next = simulator()) {
            next.start();
            next.platform().person("销售小王").says("在吗");
            long bot = next.bot().pid();

            assertThatThrownBy(stopped::reset).isInstanceOf(SimulatorProblem.class);
            assertThatThrownBy(stopped::restartBot).isInstanceOf(SimulatorProblem.class);
            stopped.close();

            assertThat(stopped.bot().phase()).isEqualTo(BotState.Phase.STOPPED);
            assertThat(next.bot().pid()).isEqualTo(bot);
            assertThat(data.resolve("simulator/phones.jsonl")).content().contains("在吗");
        }
    }

    @Test
    void closing_does_not_wait_for_a_bot_that_is_still_starting() throws Exception {
        Simulator simulator = new Simulator(
                SimulatorOptions.read(
                        List.of("--server.port=0", "--relay.simulator.bot-command=" + StandInBot.command() + " silent"),
                        Map.of()),
                data);
        CompletableFuture<Void> starting = CompletableFuture.runAsync(simulator::start);
        Awaitility.await().until(() -> Files.exists(data.resolve("simulator/bot.pid")));

        simulator.close();

        assertThat(starting).failsWithin(Duration.ofSeconds(5));
        assertThat(simulator.bot().phase()).isEqualTo(BotState.Phase.STOPPED);
    }

    @Test
    void what_goes_wrong_at_the_start_is_one_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(told(1, "--server.port=" + taken.getLocalPort())).contains("is in use");
        }
        assertThat(told(1, "--colour=red")).contains("There is no option --colour=red");
        assertThat(told(1, "--demo", "--platform=slack"))
                .isEqualTo("--platform must be feishu, dingtalk or both, but was 'slack'.");
        assertThat(told(1, "--server.port=many")).contains("between 0 and 65535");
        assertThat(told(1, "--relay.feishu.app-id=x")).contains("sets --relay.feishu.app-id itself");
        assertThat(told(1, "--server.port=0", "--relay.simulator.bot-command=" + StandInBot.command() + " refuse"))
                .contains("The data folder is in use.")
                .hasLineCount(1);
    }

    @Test
    void a_demo_the_bot_does_not_play_along_with_says_what_was_missing() throws IOException {
        String told = told(1, "--demo", "--relay.simulator.bot-command=" + StandInBot.command());
        assertThat(told)
                .contains("━━ 1. 角色定好")
                .contains("/role set 审批人")
                .contains("❌ expected for 管理员老周: a new message");
        try (var left = Files.list(data)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void clock_and_callbacks_stay_on_this_machine() {
        assertThatThrownBy(() -> new BotClock(URI.create("http://10.0.0.1:80"), now -> {}))
                .hasMessageContaining("on this machine");
    }

    private Simulator simulator() {
        List<String> options = List.of("--server.port=0", "--relay.simulator.bot-command=" + StandInBot.command());
        return new Simulator(SimulatorOptions.read(options, Map.of()), data);
    }

    private String told(int code, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int ended = SimulatorMain.run(
                List.of(options),
                Map.of("RELAY_SIMULATOR_DATA_DIR", data.toString(), "RELAY_SIMULATOR_DEMO_PATIENCE", "PT1S"),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(ended).isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
