package io.soprelay.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import io.soprelay.testkit.RespProxy.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API as a program meets it: over the wire, on a started bot. Records are read in {@code ReadApiScenarioTest}. */
class ReadApiTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "api");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TempDir
    static Path media;

    private static LoneBot bot;

    @BeforeAll
    static void start() {
        bot = new LoneBot(media, "--relay.api.token=" + TOKEN);
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1/flows",
                "/api/v1/flows/delivery/versions/1",
                "/api/v1/records/FH-20261122-0007",
                "/api/nothing",
                "/%61pi/v1/flows",
                "//api/v1/flows",
                "/api;x=1/v1/flows",
                "/actuator/../api/v1/flows"
            })
    void nothing_is_told_without_the_token(String path) {
        List<String> wrong = List.of(
                "Bearer wrong-wrong-wrong-wrong",
                "Bearer " + TOKEN + "x",
                "Bearer " + TOKEN.substring(1),
                "Bearer " + TOKEN.toUpperCase(java.util.Locale.ROOT),
                "Bearer",
                "Bearer ",
                "Basic " + TOKEN,
                TOKEN);
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            assertUnauthorised(bot.answers(method, path, ""));
            for (String authorization : wrong) {
                assertUnauthorised(bot.answers(method, path, "", "Authorization", authorization));
            }
        }
    }

    @Test
    void a_wrong_token_is_told_from_a_missing_one() {
        assertThat(challenge(bot.answers("GET", "/api/v1/flows", ""))).doesNotContain("error");
        assertThat(challenge(bot.answers("GET", "/api/v1/flows", "", "Authorization", "Bearer wrong")))
                .contains("error=\"invalid_token\"");
    }

    @Test
    void the_scheme_is_understood_in_any_case() {
        assertThat(bot.answers("GET", "/api/v1/flows", "", "Authorization", "bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"})
    void it_only_reads(String method) {
        HttpResponse<String> answer = bot.answers(method, "/api/v1/flows", "", "Authorization", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void no_cache_keeps_an_answer_and_no_page_of_another_origin_reads_one() {
        for (String path : List.of("/api/v1/flows", "/api/v1/records/FH-20261122-0007", "/api/nothing")) {
            HttpResponse<String> answer = bot.answers(
                    "GET", path, "", "Authorization", "Bearer " + TOKEN, "Origin", "https://elsewhere.example");

            assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
            assertThat(answer.headers().map().keySet())
                    .as(path)
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void flows_are_listed_with_their_newest_version() {
        assertThat(JSON.readTree(reads("/api/v1/flows"))).isEqualTo(JSON.readTree("""
                        {"flows":[{"key":"delivery","name":"发货流程","version":1},
                                  {"key":"return","name":"退货申请","version":1}]}"""));
    }

    /** After a wanted change run with {@code -Dgolden.update=true} and read the diff: programs rely on every member. */
    @ParameterizedTest
    @ValueSource(strings = {"delivery", "return"})
    void a_flow_is_told_whole(String key) throws IOException {
        String pretty = JSON.writeValueAsString(JSON.readTree(reads("/api/v1/flows/" + key + "/versions/1")))
                        .replace("\r\n", "\n")
                + "\n";

        String file = "flow-" + key + ".json";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(file), pretty);
        }
        try (InputStream golden = Files.newInputStream(GOLDEN.resolve(file))) {
            assertThat(pretty).isEqualTo(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1",
                "/api/v2/flows",
                "/api/v1/flows/delivery",
                "/api/v1/flows/delivery/versions/2",
                "/api/v1/flows/delivery/versions/0",
                "/api/v1/flows/delivery/versions/one",
                "/api/v1/flows/delivery/versions/99999999999999999999",
                "/api/v1/flows/no-such/versions/1",
                "/api/v1/records",
                "/api/v1/records/FH-20261122-9999",
                "/api/v1/records/%E5%8F%91%E8%B4%A7",
                "/api/v1/records/---------------------------------------------------------------"
            })
    void what_is_not_there_is_said_to_be_not_there(String path) {
        HttpResponse<String> answer = bot.answers("GET", path, "", "Authorization", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertProblem(answer);
    }

    @Test
    void while_the_store_is_away_flows_are_still_told_and_records_are_asked_for_later() {
        bot.store().breakNext("HGET", Fault.CUT_BEFORE, 1_000);
        try {
            HttpResponse<String> answer =
                    bot.answers("GET", "/api/v1/records/FH-20261122-0007", "", "Authorization", "Bearer " + TOKEN);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertProblem(answer);
            assertThat(reads("/api/v1/flows")).contains("delivery");
        } finally {
            bot.store().breakNext("-", Fault.CUT_BEFORE, 1);
        }
    }

    private static String reads(String path) {
        HttpResponse<String> answer = bot.answers("GET", path, "", "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return answer.body();
    }

    private static void assertUnauthorised(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s", answer.request()).isEqualTo(401);
        assertThat(challenge(answer)).startsWith("Bearer ");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertProblem(answer);
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    /** One sentence and nothing beside it. */
    private static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(JSON.readTree(answer.body()).propertyNames()).containsExactly("problem");
        assertThat(JSON.readTree(answer.body()).path("problem").asString()).matches("[A-Z][^\n]+\\.");
    }
}
