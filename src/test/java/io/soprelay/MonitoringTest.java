package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import io.soprelay.testkit.RespProxy.Fault;
import java.io.IOException;
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
    private static final Pattern SELECTED = Pattern.compile("\\b((?:relay|jvm|process)_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"([^\"]*)\"");

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
        assertThat(asked).hasSizeGreaterThan(12).allSatisfy(query -> {
            assertThat(metricsOf(query)).isNotEmpty();
            asksForWhatIsThere(query);
        });
    }

    @Test
    void every_alert_rests_on_numbers_the_bot_has_and_says_what_to_do() throws IOException {
        assertThat(rules()).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.path("annotations").path("summary").asString("")).isNotBlank();
            assertThat(rule.path("annotations").path("action").asString("")).isNotBlank();
            asksForWhatIsThere(rule.path("expr").asString(""));
        });
    }

    /** The sum of something and of a number that is not there is not there, and the alert would never come. */
    @Test
    void an_alert_about_both_platforms_comes_where_the_company_has_one() throws IOException {
        Pattern whichever =
                Pattern.compile("\\(sum\\(increase\\(relay_\\w+\\{[^}]*}\\[\\w+]\\)\\) or vector\\(0\\)\\)");
        List<String> both = rules().valueStream()
                .map(rule -> rule.path("expr").asString(""))
                .filter(query -> query.contains("relay_feishu_") && query.contains("relay_dingtalk_"))
                .toList();
        assertThat(both)
                .isNotEmpty()
                .allSatisfy(query ->
                        assertThat(whichever.matcher(query).replaceAll("0")).doesNotContain("relay_"));
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

    private static JsonNode rules() throws IOException {
        return JsonMapper.shared()
                .<JsonNode>valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(FILES.resolve("alerts.yml"))))
                .path("groups")
                .path(0)
                .path("rules");
    }

    /** Every number by its name, and every value of a label that it is selected by. */
    private static void asksForWhatIsThere(String query) {
        List<String> lines = scraped();
        assertThat(metricsOf(query))
                .allSatisfy(
                        metric -> assertThat(lines).as(query).anyMatch(line -> line.split("[{ ]")[0].equals(metric)));
        SELECTED.matcher(query)
                .results()
                .forEach(selected -> LABEL.matcher(selected.group(2))
                        .results()
                        .forEach(label -> assertThat(label.group(2).split("\\|"))
                                .allSatisfy(value -> assertThat(lines)
                                        .as("%s with %s", query, label.group())
                                        .anyMatch(line -> line.startsWith(selected.group(1) + "{")
                                                && line.contains("%s=\"%s\"".formatted(label.group(1), value))))));
    }

    private static Set<String> metricsOf(String query) {
        return METRIC.matcher(query).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> known() {
        return scraped().stream().map(line -> line.split("[{ ]")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> scraped() {
        return bot.manages("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
