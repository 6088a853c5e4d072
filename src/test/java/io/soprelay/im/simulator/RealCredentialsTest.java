package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.control.SimulatorMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator and a real platform are never in one place. */
class RealCredentialsTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({
        "RELAY_FEISHU_BASE_URL, https://open.feishu.cn",
        "RELAY_FEISHU_BASEURL, https://open.larksuite.com",
        "relay.feishu.base-url, not an address",
        "RELAY_FEISHU_APP_ID, cli_a1b2c3",
        "relay_feishu_appSecret, s",
        "RELAY_FEISHU_ENCRYPT_KEY, k",
        "RELAY_FEISHU_VERIFICATION_TOKEN, t",
        "RELAY_FEISHU_ENABLED, true",
        "RELAY_DINGTALK_CLIENT_ID, ding",
        "SPRING_APPLICATION_JSON, '{\"relay\":{\"feishu\":{\"app-id\":\"cli_x\"}}}'"
    })
    void settings_of_a_real_platform_in_the_environment_stop_the_start(String name, String value) {
        String told = told(Map.of(name, value));
        assertThat(told)
                .contains("(" + name + ")")
                .contains("the simulator does not run beside them")
                .hasLineCount(1);
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--relay.feishu.base-url=https://open.feishu.cn",
                "--relay.feishu.appId=cli_x",
                "--relay.dingtalk.enabled=true",
                "--relay.redis.mode=standalone",
                "--relay.redis.nodes=redis.company:6379",
                "--relay.redis.data-dir=/srv/redis",
                "--relay.media.dir=/srv/media",
                "--relay.clock.settable=false",
                "--relay.admins=feishu:ou_x",
                "--relay.api.token=x",
                "--spring.application.json={}",
                "--spring.config.import=file:/srv/prod.properties",
                "--spring.profiles.active=prod",
                "--server.address=0.0.0.0"
            })
    void an_argument_that_leads_elsewhere_is_refused(String argument) {
        assertThat(told(Map.of(), argument))
                .contains("sets " + argument.substring(0, argument.indexOf('=')) + " itself; leave it out.")
                .hasLineCount(1);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void what_belongs_to_no_real_platform_is_no_hindrance() {
        Map<String, String> harmless = new HashMap<>();
        harmless.put("RELAY_FEISHU_ENABLED", "false");
        harmless.put("RELAY_FEISHU_BASE_URL", "http://127.0.0.1:9000");
        harmless.put("RELAY_FEISHU_APP_SECRET", "");
        harmless.put("RELAY_LOCALE", "en-US");
        SimulatorOptions options = SimulatorOptions.read(List.of("--relay.redis.appendfsync=everysec"), harmless);
        assertThat(options.locale()).isEqualTo("en-US");
        assertThat(options.botArguments()).containsExactly("--relay.redis.appendfsync=everysec");
    }

    @Test
    void the_bot_inherits_nothing_that_would_lead_it_away() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/bin",
                "RELAY_TIME_ZONE", "Asia/Shanghai",
                "RELAY_REDIS_EXECUTABLE", "/bin/redis-server",
                "RELAY_REDIS_NODES", "redis.company:6379",
                "RELAY_REDIS_PASSWORD", "x",
                "RELAY_FEISHU_APP_ID", "cli_x",
                "RELAY_MEDIA_DIR", "/srv/media",
                "SPRING_APPLICATION_JSON", "{}",
                "SPRING_CONFIG_LOCATION", "/srv",
                "SERVER_PORT", "80"));
        ChildEnvironment.clean(environment);
        assertThat(environment.keySet()).containsExactlyInAnyOrder("PATH", "RELAY_TIME_ZONE", "RELAY_REDIS_EXECUTABLE");
    }

    private String told(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RELAY_SIMULATOR_DATA_DIR", data.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                SimulatorMain.run(List.of(arguments), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        assertThat(Files.exists(data.resolve("simulator"))).isFalse();
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
