package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import io.soprelay.testkit.RespProxy.Fault;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers find on the bot's port: nothing that was not put there, and nothing about the inside. */
class HttpDoorsTest {
    private static final String NOTHING = "{\"problem\":\"There is nothing here.\"}";

    @TempDir
    static Path media;

    private static LoneBot bot;

    @BeforeAll
    static void start() {
        bot = new LoneBot(media, "--relay.clock.settable=true", "--relay.api.token=");
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/favicon.ico",
                "/not-served.txt",
                "/static/not-served.txt",
                "/application.properties",
                "/webjars/lit-html/3.3.1/lit-html.js",
                "/webjars/lit-html/lit-html.js",
                "/META-INF/resources/webjars/marked/16.4.1/lib/marked.esm.js",
                "/simulator",
                "/simulator/page/index.html",
                "/error",
                "/nowhere"
            })
    void no_file_is_served(String path) {
        for (String accept : new String[] {"text/html", "application/json", "*/*"}) {
            HttpResponse<String> answer = bot.answers("GET", path, "", "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/flows",
        "GET, /api/v1/records/FH-20261122-0007",
        "POST, /api/v1/flows",
        "OPTIONS, /api/v1/flows",
        "GET, /api"
    })
    void without_a_token_in_the_settings_there_is_no_api(String method, String path) {
        for (String authorization : new String[] {"Bearer a-token-of-this-test", "Bearer ", "Bearer null"}) {
            HttpResponse<String> answer = bot.answers(method, path, "", "Authorization", authorization);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(NOTHING);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void a_call_that_is_not_understood_learns_nothing_about_the_inside() {
        HttpResponse<String> answer =
                bot.answers("POST", "/actuator/clock", "{\"advance\":", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"problem\":\"This call is not understood.\"}");
    }

    @Test
    void a_failure_inside_is_not_shown_outside() {
        bot.store().breakNext("EVALSHA", Fault.CUT_BEFORE, 1_000);
        try {
            HttpResponse<String> answer = bot.answers(
                    "POST", "/actuator/clock", "{\"advance\":\"PT1S\"}", "Content-Type", "application/json");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"problem\":\"Something went wrong here.\"}");
        } finally {
            bot.store().breakNext("-", Fault.CUT_BEFORE, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/clock",
                "/actuator/health",
                "/%61ctuator/clock",
                "/%61ctuator/health",
                "//actuator/clock"
            })
    void a_proxy_does_not_lead_the_world_to_health_and_clock(String path) {
        HttpResponse<String> answer = bot.answers("GET", path, "", "X-Forwarded-For", "203.0.113.9");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(NOTHING);
    }
}
