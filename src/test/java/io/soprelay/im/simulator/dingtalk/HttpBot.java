package io.soprelay.im.simulator.dingtalk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soprelay.im.simulator.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A bot behind HTTP: checks signatures with code of its own, keeps what was signed rightly, answers what the test says. */
final class HttpBot implements AutoCloseable {
    private final DingTalkPlatformConfig config;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<JsonNode> presses = new CopyOnWriteArrayList<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile String answer = "{}";

    HttpBot(DingTalkPlatformConfig config) {
        this.config = config;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/callbacks/dingtalk/robot", this::message);
        server.createContext("/callbacks/dingtalk/card", this::press);
        server.createContext("/callbacks/dingtalk/event", this::event);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<JsonNode> messages() {
        return messages;
    }

    List<JsonNode> presses() {
        return presses;
    }

    List<JsonNode> events() {
        return events;
    }

    void answers(String json) {
        answer = json;
    }

    private void message(HttpExchange exchange) throws IOException {
        String secret = config.app().clientSecret();
        String timestamp = header(exchange, "timestamp");
        boolean signed = header(exchange, "sign").equals(hmac(secret, timestamp + "\n" + secret));
        take(exchange, signed, messages);
    }

    private void press(HttpExchange exchange) throws IOException {
        String timestamp = header(exchange, "x-ddpaas-signature-timestamp");
        boolean signed = header(exchange, "x-ddpaas-signature")
                .equals(hmac(config.secrets().apiSecret(), timestamp));
        take(exchange, signed, presses);
    }

    /** Opened with the class under test: its published vectors are checked elsewhere. */
    private void event(HttpExchange exchange) throws IOException {
        JsonNode body = Json.parse(exchange.getRequestBody().readAllBytes());
        String owner = config.app().clientId();
        String aesKey = config.secrets().aesKey();
        events.add(Json.parse(DingTalkCrypto.open(aesKey, owner, Json.text(body, "encrypt"))));
        String sealed = DingTalkCrypto.seal(aesKey, owner, "success");
        ObjectNode reply = Json.object().put("timeStamp", "1").put("nonce", "n").put("encrypt", sealed);
        reply.put("msg_signature", DingTalkCrypto.signEvent(config.secrets().eventToken(), "1", "n", sealed));
        reply(exchange, 200, answer.equals("{}") ? Json.write(reply) : answer);
    }

    private void take(HttpExchange exchange, boolean signed, List<JsonNode> kept) throws IOException {
        JsonNode body = Json.parse(exchange.getRequestBody().readAllBytes());
        if (signed) {
            kept.add(body);
        }
        reply(exchange, signed ? 200 : 401, signed ? answer : "{}");
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
