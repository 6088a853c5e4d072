package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Stream, seen by a client that shares no code with it. */
class StreamTest extends DingTalkFixture {
    @Test
    void a_message_reaches_the_bot_and_is_acknowledged() {
        Delivery said = li.says("/todo");

        assertThat(said.delivered()).isTrue();
        JsonNode frame = bot.pushes().getLast();
        assertThat(Json.text(frame, "type")).isEqualTo("CALLBACK");
        assertThat(Json.text(frame, "specVersion")).isEqualTo("1.0");
        assertThat(StreamBot.header(frame, "topic")).isEqualTo("/v1.0/im/bot/messages/get");
        assertThat(StreamBot.header(frame, "connectionId")).isNotEmpty();
        assertThat(StreamBot.header(frame, "time")).isEqualTo(Long.toString(time.millis()));
        assertThat(frame.path("data").isString()).isTrue();
        assertThat(Json.text(bot.last(), "senderStaffId")).isEqualTo(li.userId());
        assertThat(Json.text(bot.last().path("text"), "content")).isEqualTo("/todo");
        assertThat(dingTalk.stream().unacknowledged()).isZero();
    }

    @Test
    void a_ticket_is_good_for_one_connection_and_ninety_seconds() {
        String url = StreamBot.url(StreamBot.ticket(dingTalk));
        try (StreamBot first = StreamBot.at(url);
                StreamBot second = StreamBot.at(url)) {
            Awaitility.await().until(() -> first.closed() || second.closed());
            assertThat(first.closed() && second.closed()).isFalse();
        }
        String late = StreamBot.url(StreamBot.ticket(dingTalk));
        time.forward(Duration.ofSeconds(90));
        try (StreamBot third = StreamBot.at(late)) {
            Awaitility.await().until(third::closed);
        }
    }

    @Test
    void wrong_credentials_open_nothing() {
        ObjectNode body = StreamBot.opening(dingTalk).put("clientSecret", "wrong");

        Calls.Answer answer = calls.call("POST", "/v1.0/gateway/connections/open", body, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().has("ticket")).isFalse();
    }

    @Test
    void pings_come_by_the_clock_and_are_echoed() {
        assertThat(bot.system()).isEmpty();
        time.forward(Duration.ofSeconds(26));

        Awaitility.await().until(() -> !bot.system().isEmpty());
        assertThat(StreamBot.header(bot.system().getFirst(), "topic")).isEqualTo("ping");
        assertThat(StreamBot.data(bot.system().getFirst()).has("opaque")).isTrue();
    }

    @Test
    void what_is_not_acknowledged_comes_again_after_a_minute_under_the_same_ids() {
        bot.mute(true);
        Delivery said = li.says("/todo");
        assertThat(said.delivered()).isFalse();
        assertThat(bot.pushes()).hasSize(1);

        time.forward(Duration.ofSeconds(59));
        dingTalk.stream().redelivers();
        assertThat(bot.pushes()).hasSize(1);
        bot.mute(false);
        time.forward(Duration.ofSeconds(1));

        Awaitility.await().until(said::delivered);
        assertThat(bot.pushes()).hasSize(2);
        assertThat(bot.pushes())
                .extracting(frame -> StreamBot.header(frame, "messageId"))
                .containsOnly(StreamBot.header(bot.pushes().getFirst(), "messageId"));
        assertThat(bot.pushes()).extracting(StreamBot::data).containsOnly(bot.last());
        assertThat(dingTalk.stream().unacknowledged()).isZero();
    }

    @Test
    void each_push_goes_to_one_of_several_connections() {
        try (StreamBot other = StreamBot.connect(dingTalk)) {
            for (int i = 0; i < 6; i++) {
                li.says("第" + i + "句");
            }
            assertThat(bot.pushes()).hasSize(3);
            assertThat(other.pushes()).hasSize(3);
        }
    }

    @Test
    void after_a_disconnect_nothing_is_pushed_there_and_it_closes_ten_seconds_later() {
        dingTalk.stream().disconnects();
        Awaitility.await().until(() -> !bot.system().isEmpty());
        assertThat(StreamBot.header(bot.system().getLast(), "topic")).isEqualTo("disconnect");
        assertThat(li.says("丢了").delivered()).isFalse();
        try (StreamBot next = StreamBot.connect(dingTalk)) {
            assertThat(li.says("到了").delivered()).isTrue();
            assertThat(bot.pushes()).isEmpty();
            assertThat(next.pushes()).hasSize(1);
            assertThat(dingTalk.stream().connectionsInUse()).isEqualTo(1);

            time.forward(Duration.ofSeconds(10));
            Awaitility.await().until(bot::closed);
        }
    }

    @Test
    void a_silent_stream_lives_and_delivers_nothing() {
        dingTalk.faults().on(DingTalkFaults.Kind.SILENT_STREAM, OptionalInt.empty());

        Delivery said = li.says("有人吗");

        assertThat(said.delivered()).isFalse();
        dingTalk.stream().pings();
        Awaitility.await().until(() -> !bot.system().isEmpty());
        assertThat(bot.pushes()).isEmpty();
        dingTalk.faults().off(DingTalkFaults.Kind.SILENT_STREAM);
        time.forward(Duration.ofSeconds(60));
        Awaitility.await().until(said::delivered);
    }

    @Test
    void a_connection_that_is_mute_lives_and_the_next_one_delivers() {
        dingTalk.stream().mutes();
        Delivery said = li.says("有人吗");
        assertThat(said.delivered()).isFalse();
        assertThat(dingTalk.stream().unacknowledged()).isEqualTo(1);
        dingTalk.stream().pings();
        Awaitility.await().until(() -> !bot.system().isEmpty());
        assertThat(bot.pushes()).isEmpty();

        dingTalk.stream().disconnects();
        try (StreamBot next = StreamBot.connect(dingTalk)) {
            dingTalk.stream().redeliversNow();
            Awaitility.await().until(said::delivered);
            assertThat(next.pushes()).hasSize(1);
            assertThat(dingTalk.stream().unacknowledged()).isZero();
        }
    }

    @Test
    void a_connection_that_died_silently_says_nothing_and_stays_open() {
        dingTalk.stream().freezes();
        dingTalk.stream().pings();

        assertThat(li.says("有人吗").delivered()).isFalse();
        assertThat(bot.system()).isEmpty();
        assertThat(bot.pushes()).isEmpty();
        assertThat(bot.closed()).isFalse();
        assertThat(dingTalk.stream().connections()).isEqualTo(1);
    }

    @Test
    void calls_that_open_a_connection_hang_until_the_switch_is_off() throws Exception {
        dingTalk.faults().on(DingTalkFaults.Kind.OPENING_HANGS, OptionalInt.empty());
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> StreamBot.ticket(dingTalk));
        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        dingTalk.faults().on(DingTalkFaults.Kind.SLOW, OptionalInt.of(1));
        assertThat(waiting).as("another fault lets nobody in").isNotDone();

        dingTalk.faults().off(DingTalkFaults.Kind.OPENING_HANGS);

        assertThat(waiting.get(20, TimeUnit.SECONDS).has("ticket")).isTrue();
    }

    @Test
    void an_open_call_can_hang() {
        dingTalk.faults().next(1, DingTalkFaults.Kind.HANGING, "/connections/open");
        HttpRequest open = HttpRequest.newBuilder(dingTalk.baseUrl().resolve("/v1.0/gateway/connections/open"))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(StreamBot.opening(dingTalk))))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(open, HttpResponse.BodyHandlers.ofString());

        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void events_come_with_their_type_and_again_when_the_bot_asks_for_later() {
        bot.answers("{\"status\":\"LATER\",\"message\":\"busy\"}");
        Delivery left = dingTalk.event("user_leave_org", Json.object().put("userId", li.userId()));
        assertThat(left.delivered()).isFalse();
        JsonNode frame = bot.pushes().getLast();
        assertThat(Json.text(frame, "type")).isEqualTo("EVENT");
        assertThat(StreamBot.header(frame, "topic")).isEqualTo("*");
        assertThat(StreamBot.header(frame, "eventType")).isEqualTo("user_leave_org");
        assertThat(StreamBot.header(frame, "eventId")).isEqualTo(left.eventId());
        assertThat(StreamBot.header(frame, "eventCorpId"))
                .isEqualTo(dingTalk.config().app().corpId());

        bot.answers("{\"status\":\"SUCCESS\"}");
        time.forward(Duration.ofSeconds(60));
        Awaitility.await().until(() -> bot.pushes().size() == 2);
        Awaitility.await().until(() -> dingTalk.stream().unacknowledged() == 0);
    }

    @Test
    void pushes_may_be_doubled_swapped_and_late() {
        dingTalk.faults().on(DingTalkFaults.Kind.DUPLICATE_CALLBACK, OptionalInt.of(1));
        li.says("一");
        Awaitility.await().until(() -> bot.pushes().size() == 2);

        dingTalk.faults().on(DingTalkFaults.Kind.SWAPPED_CALLBACKS, OptionalInt.of(1));
        li.says("二");
        li.says("三");
        assertThat(bot.pushes().subList(2, 4))
                .extracting(frame -> Json.text(StreamBot.data(frame).path("text"), "content"))
                .containsExactly("三", "二");
    }

    @Test
    void a_text_in_pieces_is_one_text() throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(StreamBot.url(StreamBot.ticket(dingTalk))), new WebSocket.Listener() {
                    @Override
                    public CompletableFuture<?> onText(WebSocket ws, CharSequence data, boolean last) {
                        JsonNode frame = Json.parse(data.toString());
                        String ack = Json.write(Json.object()
                                .put("code", 200)
                                .put("data", "{\"response\":{}}")
                                .set("headers", frame.path("headers")));
                        ws.sendText(ack.substring(0, 10), false).join();
                        ws.sendPing(ByteBuffer.allocate(2)).join();
                        ws.sendText(ack.substring(10), true).join();
                        ws.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        Awaitility.await().until(() -> dingTalk.stream().connections() == 2);

        assertThat(List.of(li.says("一").delivered(), li.says("二").delivered())).containsOnly(true);
        assertThat(bot.pushes()).hasSize(1);
        socket.abort();
    }

    @Test
    void with_tls_the_endpoint_is_wss_and_its_certificate_is_in_the_trust_store() {
        try (DingTalkPlatform secure = new DingTalkPlatform(
                        DingTalkPlatformConfig.random().withClocks(time, time).withTls());
                StreamBot client = StreamBot.connect(secure.start(), trusting(secure))) {
            assertThat(secure.stream().endpoint().toString()).startsWith("wss://localhost:");
            assertThat(secure.trustStore()).isRegularFile();
            assertThat(secure.addPerson("小安").says("你好").delivered()).isTrue();
            assertThat(client.pushes()).hasSize(1);
        }
    }

    private static OkHttpClient trusting(DingTalkPlatform platform) {
        try {
            TrustManagerFactory trust = platform.tls().trust();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
