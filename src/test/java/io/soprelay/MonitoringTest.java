package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import io.soprelay.testkit.RespProxy.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What whoever runs the bot can see of it, and that the shipped dashboard and alerts ask for nothing else. */
class MonitoringTest {
    private static final Path FILES = Path.of("config", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:relay|jvm|process)_[a-z_]+");

    @TempDir
    static Path media;

    private static LoneBot bot;

    @BeforeAll
    static void start() {
        bot = new LoneBot(
                media,
                "--management.server.port=0",
                "--relay.feishu.enabled=true",
                "--relay.feishu.base-url=http://127.0.0.1:9",
                "--relay.feishu.app-id=cli_monitoring",
                "--relay.feishu.app-secret=a-secret",
                "--relay.dingtalk.enabled=true",
                "--relay.dingtalk.base-url=http://127.0.0.1:9",
                "--relay.dingtalk.legacy-base-url=http://127.0.0.1:9",
                "--relay.dingtalk.client-id=ding-monitoring",
                "--relay.dingtalk.client-secret=a-secret",
                "--relay.dingtalk.robot-code=ding-monitoring");
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    @Test
    void numbers_are_on_the_management_port_and_nowhere_else() {
        assertThat(bot.manages("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(bot.answers("GET", "/actuator/prometheus", "").statusCode()).isEqualTo(404);
        for (String closed : List.of("env", "heapdump", "beans", "loggers", "shutdown", "metrics")) {
            assertThat(bot.manages("/actuator/" + closed).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void the_management_port_answers_on_this_machine_alone() {
        assertThat(bot.setting("management.server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_bot_without_its_store_is_alive_and_not_ready() {
        assertThat(bot.manages("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(bot.manages("/actuator/health/readiness").statusCode()).isEqualTo(200);
        bot.store().breakNext("PING", Fault.CUT_BEFORE, 1_000);
        try {
            assertThat(bot.manages("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(bot.manages("/actuator/health/readiness").statusCode()).isEqualTo(503);
        } finally {
            bot.store().breakNext("-", Fault.CUT_BEFORE, 1);
        }
    }

    @Test
    void every_panel_of_the_dashboard_asks_for_numbers_the_bot_has() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FILES.resolve("dashboard.json")));
        List<String> asked = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("description").asString("")).isNotBlank();
            panel.path("targets")
                    .forEach(target -> asked.add(target.path("expr").asString()));
        }
        assertThat(asked).hasSizeGreaterThan(12);
        assertThat(asked).allSatisfy(query -> assertThat(metricsOf(query)).isNotEmpty());
        assertThat(known()).containsAll(metricsOf(String.join("\n", asked)));
    }

    @Test
    void every_alert_rests_on_numbers_the_bot_has_and_says_what_to_do() throws IOException {
        JsonNode file = JsonMapper.shared()
                .valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(FILES.resolve("alerts.yml"))));
        JsonNode rules = file.path("groups").path(0).path("rules");

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.path("annotations").path("summary").asString("")).isNotBlank();
            assertThat(rule.path("annotations").path("action").asString("")).isNotBlank();
            assertThat(known()).containsAll(metricsOf(rule.path("expr").asString("")));
        });
    }

    @Test
    void the_handbook_names_every_number_of_ours() throws IOException {
        String handbook = Files.readString(Path.of("docs", "operations.md"));
        Set<String> ours = known().stream()
                .filter(metric -> metric.startsWith("relay_"))
                .map(metric -> metric.replaceAll("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ours)
                .hasSizeGreaterThan(8)
                .allSatisfy(metric -> assertThat(handbook).contains("`" + metric + "`"));
    }

    private static Set<String> metricsOf(String query) {
        return METRIC.matcher(query).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> known() {
        HttpResponse<String> scrape = bot.manages("/actuator/prometheus");
        return scrape.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
