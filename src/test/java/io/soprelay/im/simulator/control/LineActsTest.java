package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The connections the bot opens itself, as the page turns them on, breaks them and looks at them. */
class LineActsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void the_bot_is_started_anew_as_one_that_calls_and_after_a_reset_is_called_again() throws Exception {
        try (Desk desk = new Desk(data);
                PageTab tab = desk.tab()) {
            assertThat(tab.next("hello").path("bot").path("byLine").asBoolean(true))
                    .isFalse();
            assertThat(environment(desk).path("RELAY_FEISHU_TRANSPORT").asString(""))
                    .isEqualTo("webhook");

            desk.post("by-line", "{'yes':true}");

            assertThat(tab.next("bot", bot -> Json.text(bot, "state").equals("running"))
                            .path("byLine")
                            .asBoolean(false))
                    .isTrue();
            JsonNode environment = environment(desk);
            assertThat(Json.text(environment, "RELAY_FEISHU_TRANSPORT")).isEqualTo("long-connection");
            assertThat(Json.text(environment, "RELAY_DINGTALK_TRANSPORT")).isEqualTo("stream");
            assertThat(environment.has("RELAY_DINGTALK_AES_KEY")).isFalse();
            assertThat(DingTalkSide.of(desk.simulator()).stream().endpoint().getScheme())
                    .as("the official client insists on it")
                    .isEqualTo("wss");
            assertThat(desk.post("dingtalk/say", "{'person':'库管小李','text':'在'}")
                            .json()
                            .path("delivered")
                            .asBoolean(true))
                    .as("this bot opens no line")
                    .isFalse();

            desk.post("reset", "{}");
            assertThat(Json.text(environment(desk), "RELAY_DINGTALK_TRANSPORT")).isEqualTo("http");
            assertThat(desk.get("/simulator/api/lines").json().path("byLine").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void what_can_not_be_done_is_said_in_words() {
        try (Desk desk = new Desk(data)) {
            assertThat(desk.post("lines", "{'platform':'feishu','act':'sing'}").problem())
                    .contains("sing", "disconnect");
            assertThat(desk.post("lines", "{'platform':'slack','act':'cut'}").status())
                    .isEqualTo(400);
            JsonNode line = desk.get("/simulator/api/lines").json().path("feishu");
            assertThat(Json.text(line, "phase")).isEqualTo("unknown");
            assertThat(line.path("open").asInt(-1)).isZero();
        }
    }

    @Test
    void the_real_bot_opens_both_lines_and_the_page_hears_from_it_what_became_of_them() {
        try (Desk desk = new Desk(data, List.of(), Duration.ofSeconds(15))) {
            desk.post("by-line", "{'yes':true}");
            for (String platform : new String[] {"feishu", "dingtalk"}) {
                comes(desk, platform, "connected", 1);
                desk.post("lines", "{'platform':'" + platform + "','act':'cut'}");
                comes(desk, platform, "connected", 2);
                JsonNode line = desk.get("/simulator/api/lines").json().path(platform);
                assertThat(line.path("drops").asInt(0)).isEqualTo(1);
                assertThat(Json.text(line, "lastProblem")).contains("closed from the other side");
                assertThat(line.path("open").asInt(0)).isEqualTo(1);
            }
            desk.li().says("/help");
            assertThat(desk.li().awaitCard(card -> card.title().contains("我能帮你做什么"), PATIENCE))
                    .isPresent();
            assertThat(desk.post("dingtalk/say", "{'person':'库管小李','text':'帮助'}")
                            .json()
                            .path("delivered")
                            .asBoolean(false))
                    .isTrue();
        }
    }

    private static void comes(Desk desk, String platform, String phase, int opened) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode line = desk.get("/simulator/api/lines").json().path(platform);
            return Json.text(line, "phase").equals(phase) && line.path("opened").asInt(0) == opened;
        });
    }

    /** Of the stand-in for the bot. */
    private static JsonNode environment(Desk desk) throws IOException, InterruptedException {
        URI address = URI.create(desk.simulator().botBase() + "/environment");
        return Json.parse(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body());
    }
}
