package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A bot on the Stream: a plain OkHttp WebSocket that acknowledges what it gets with what the test says. */
final class StreamBot implements AutoCloseable {
    private final OkHttpClient http;
    private final WebSocket socket;
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private volatile boolean open;
    private volatile boolean closed;
    private volatile boolean mute;
    private volatile Function<JsonNode, String> answers = frame -> "{}";

    private StreamBot(OkHttpClient http, String url) {
        this.http = http;
        this.socket = http.newWebSocket(new Request.Builder().url(url).build(), new WebSocketListener() {
            @Override
            public void onOpen(WebSocket ws, Response response) {
                open = true;
            }

            @Override
            public void onMessage(WebSocket ws, String text) {
                take(ws, Json.parse(text));
            }

            @Override
            public void onClosing(WebSocket ws, int code, String reason) {
                closed = true;
                ws.close(1000, null);
            }

            @Override
            public void onFailure(WebSocket ws, Throwable problem, @Nullable Response response) {
                closed = true;
            }
        });
    }

    /** Opens a ticket for messages, presses and all events, and connects with it. */
    static StreamBot connect(DingTalkPlatform platform) {
        return connect(platform, new OkHttpClient());
    }

    static StreamBot connect(DingTalkPlatform platform, OkHttpClient http) {
        int before = platform.stream().connections();
        StreamBot bot = new StreamBot(http, url(ticket(platform)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bot.open && platform.stream().connections() > before);
        return bot;
    }

    /** With that address, whatever comes of it. */
    static StreamBot at(String url) {
        return new StreamBot(new OkHttpClient(), url);
    }

    static String url(JsonNode ticket) {
        return Json.text(ticket, "endpoint") + "?ticket=" + Json.text(ticket, "ticket");
    }

    static JsonNode ticket(DingTalkPlatform platform) {
        return new Calls(platform)
                .call("POST", "/v1.0/gateway/connections/open", opening(platform), "")
                .json();
    }

    static ObjectNode opening(DingTalkPlatform platform) {
        ObjectNode body = Json.object()
                .put("clientId", platform.config().app().clientId())
                .put("clientSecret", platform.config().app().clientSecret());
        body.withArray("subscriptions").addObject().put("type", "CALLBACK").put("topic", "/v1.0/im/bot/messages/get");
        body.withArray("subscriptions")
                .addObject()
                .put("type", "CALLBACK")
                .put("topic", "/v1.0/card/instances/callback");
        body.withArray("subscriptions").addObject().put("type", "EVENT").put("topic", "*");
        return body;
    }

    /** What handlers return from now on: the {@code response}, or the whole {@code data} for an event. */
    void answers(String json) {
        answers = frame -> json;
    }

    void answers(Function<JsonNode, String> handler) {
        answers = handler;
    }

    /** From now on nothing is acknowledged. */
    void mute(boolean yes) {
        mute = yes;
    }

    boolean closed() {
        return closed;
    }

    /** Messages, presses and events, oldest first. */
    List<JsonNode> pushes() {
        return frames.stream()
                .filter(frame -> !Json.text(frame, "type").equals("SYSTEM"))
                .toList();
    }

    List<JsonNode> system() {
        return frames.stream()
                .filter(frame -> Json.text(frame, "type").equals("SYSTEM"))
                .toList();
    }

    /** The data of the newest push. */
    JsonNode last() {
        return data(pushes().getLast());
    }

    /** The {@code cardPrivateData} of the newest press. */
    JsonNode pressed() {
        return Json.parse(Json.text(last(), "content")).path("cardPrivateData");
    }

    static JsonNode data(JsonNode frame) {
        return Json.parse(Json.text(frame, "data"));
    }

    static String header(JsonNode frame, String name) {
        return Json.text(frame.path("headers"), name);
    }

    void send(String text) {
        socket.send(text);
    }

    private void take(WebSocket ws, JsonNode frame) {
        String type = Json.text(frame, "type");
        frames.add(frame);
        if (header(frame, "topic").equals("disconnect") || (mute && !type.equals("SYSTEM"))) {
            return;
        }
        String data = switch (type) {
            case "SYSTEM" -> Json.text(frame, "data");
            case "EVENT" -> answers.apply(frame);
            default -> Json.write(Json.object().set("response", Json.parse(answers.apply(frame))));
        };
        ObjectNode ack = Json.object().put("code", 200).put("message", "OK").put("data", data);
        ack.putObject("headers").put("messageId", header(frame, "messageId")).put("contentType", "application/json");
        ws.send(Json.write(ack));
    }

    @Override
    public void close() {
        socket.cancel();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
