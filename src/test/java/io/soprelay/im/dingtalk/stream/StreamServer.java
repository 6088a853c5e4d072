package io.soprelay.im.dingtalk.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soprelay.im.simulator.line.WebSocketPeer;
import io.soprelay.im.simulator.line.WebSocketServer;
import io.soprelay.im.simulator.line.WebSocketServer.Opening;
import io.soprelay.im.simulator.line.WebSocketServer.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** DingTalk's side of the Stream, as far as its frames go. */
final class StreamServer implements AutoCloseable, WebSocketServer.Visitor {
    static final String SECRET = "the secret";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    final List<WebSocketPeer> open = new CopyOnWriteArrayList<>();
    final List<String> targets = new CopyOnWriteArrayList<>();
    final AtomicInteger openMax = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    volatile int status = 200;
    volatile String refusal = "";
    volatile CompletableFuture<Void> hanging = CompletableFuture.completedFuture(null);
    volatile JsonNode lastAsked = MAPPER.createObjectNode();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final HttpServer gate;
    private final WebSocketServer sockets;

    StreamServer(SSLContext tls) throws IOException {
        sockets = new WebSocketServer(tls, this);
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gate.createContext("/v1.0/gateway/connections/open", this::answer);
        gate.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + gate.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            lastAsked = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            hanging.join();
            boolean known = lastAsked.path("clientSecret").asString("").equals(SECRET);
            int code = known ? status : 401;
            ObjectNode body = MAPPER.createObjectNode();
            if (code == 200) {
                body.put("endpoint", sockets.address() + "/connect").put("ticket", "a+b/" + UUID.randomUUID());
            } else {
                body.put("code", known ? refusal : "invalidClientIdOrSecret").put("message", "no");
            }
            byte[] bytes = MAPPER.writeValueAsBytes(body);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Sends one frame over the newest connection and returns the acknowledgement. */
    JsonNode call(String type, String topic, String data) throws Exception {
        return call(open.getLast(), type, topic, data);
    }

    JsonNode call(WebSocketPeer peer, String type, String topic, String data) throws Exception {
        String messageId = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(messageId, answer);
        ObjectNode frame = MAPPER.createObjectNode().put("specVersion", "1.0").put("type", type);
        frame.putObject("headers")
                .put("appId", "app")
                .put("connectionId", "c")
                .put("contentType", "application/json")
                .put("messageId", messageId)
                .put("time", "1769851697756")
                .put("topic", topic)
                .put("eventType", "user_leave_org")
                .put("eventCorpId", "ding1");
        frame.put("data", data);
        peer.text(MAPPER.writeValueAsString(frame));
        return answer.get(10, TimeUnit.SECONDS);
    }

    void announceEnd(WebSocketPeer peer) {
        peer.text("""
                {"specVersion":"1.0","type":"SYSTEM","headers":{"contentType":"application/json","messageId":"m",\
                "topic":"disconnect"},"data":"{\\"reason\\":\\"persistent connection is timeout\\"}"}""");
    }

    @Override
    public Optional<Refusal> refuses(Opening opening) {
        targets.add(opening.target());
        return Optional.empty();
    }

    @Override
    public void opened(WebSocketPeer peer) {
        opened.incrementAndGet();
        open.add(peer);
        openMax.accumulateAndGet(open.size(), Math::max);
    }

    @Override
    public void text(WebSocketPeer peer, String text) {
        JsonNode ack = MAPPER.readTree(text);
        CompletableFuture<JsonNode> answer =
                awaited.remove(ack.at("/headers/messageId").asString(""));
        if (answer != null) {
            answer.complete(ack);
        }
    }

    @Override
    public void binary(WebSocketPeer peer, byte[] bytes) {
        peer.close(1003);
    }

    @Override
    public void closed(WebSocketPeer peer) {
        open.remove(peer);
    }

    @Override
    public void close() {
        hanging.complete(null);
        gate.stop(0);
        sockets.close();
    }
}
