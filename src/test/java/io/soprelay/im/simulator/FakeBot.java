package io.soprelay.im.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bot that only opens what it is sent, with code of its own, and answers what the test says. */
final class FakeBot implements AutoCloseable {
    private final String encryptKey;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> opened = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile @Nullable Runnable whileAnswering;

    FakeBot(String encryptKey) {
        this.encryptKey = encryptKey;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/callbacks/feishu", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks/feishu");
    }

    /** Callbacks that were signed and sealed rightly, in clear. */
    List<JsonNode> opened() {
        return opened;
    }

    JsonNode last() {
        return opened.getLast();
    }

    void answers(int newStatus, String body) {
        status = newStatus;
        answer = body;
    }

    /** Runs before each answer: a test's moment to be late or to look around. */
    void beforeAnswering(Runnable act) {
        whileAnswering = act;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int code = 401;
            String text = "{}";
            if (signed(exchange, body)) {
                JsonNode plain = open(body);
                opened.add(plain);
                Runnable act = whileAnswering;
                if (act != null) {
                    act.run();
                }
                code = status;
                text = plain.has("challenge")
                        ? Json.write(Json.object().set("challenge", plain.path("challenge")))
                        : answer;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean signed(HttpExchange exchange, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header(exchange, "X-Lark-Request-Timestamp"));
            digest.update(header(exchange, "X-Lark-Request-Nonce"));
            digest.update(encryptKey.getBytes(StandardCharsets.UTF_8));
            digest.update(body);
            return Arrays.equals(
                    HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII),
                    header(exchange, "X-Lark-Signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode open(byte[] body) {
        try {
            byte[] all = Base64.getDecoder().decode(Json.text(Json.parse(body), "encrypt"));
            byte[] key = MessageDigest.getInstance("SHA-256").digest(encryptKey.getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(all, 16)));
            return Json.parse(cipher.doFinal(Arrays.copyOfRange(all, 16, all.length)));
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
