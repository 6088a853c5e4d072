package io.soprelay.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls a bot makes to Feishu, answered at once within the platform's limits and refused with 429 beyond them. It
 * judges nothing else (the simulator does), so that it takes little of the machine that is measured.
 */
final class StubPlatform implements AutoCloseable {
    private static final Pattern RECEIVER = Pattern.compile("\"receive_id\":\"([^\"]+)\"");
    private static final Pattern PATH_ID = Pattern.compile("/open-apis/im/v1/messages/([^/]+)(/reply)?");
    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;

    /** What the platform does with calls. */
    enum Mood {
        WELL,
        /** 500 without effect. */
        BROKEN,
        /** 429 with five seconds to wait. */
        BUSY,
        /** Answers after three seconds. */
        SLOW,
        /** Ends the connection without a word. */
        MUTE
    }

    private static final int BROKEN_STATUS = 500;
    private static final int BUSY_SECONDS = 5;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final HttpServer server;
    private final SendLimits limits = new SendLimits(System::nanoTime);
    private final AtomicLong messages = new AtomicLong();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.WELL;

    StubPlatform() throws IOException {
        // Without it the JDK's server holds small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/open-apis/", this::serve);
        server.start();
        AtExit.close(this);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void mood(Mood next) {
        mood = next;
    }

    /** Messages created and cards updated so far. */
    int sent() {
        return sent.get();
    }

    /** Calls refused for their rate so far. */
    int refused() {
        return refused.get();
    }

    /** Messages that answer a person's own message. */
    int replies() {
        return replies.get();
    }

    /** Messages that were made in the chat of this person. */
    int received(String openId) {
        return received.getOrDefault(openId, 0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (isRefusedByMood(exchange)) {
                return;
            }
            if (path.startsWith("/open-apis/im/v1/messages")) {
                message(exchange, method, path, body);
            } else if (path.endsWith("/tenant_access_token/internal")) {
                write(exchange, 200, "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-bench\",\"expire\":7200}");
            } else if (path.startsWith("/open-apis/contact/v3/users/")) {
                String id = path.substring(path.lastIndexOf('/') + 1);
                write(
                        exchange,
                        200,
                        "{\"code\":0,\"data\":{\"user\":{\"name\":\"同事\",\"open_id\":\"%s\"}}}".formatted(id));
            } else if (path.equals("/open-apis/bot/v3/info")) {
                write(exchange, 200, "{\"code\":0,\"msg\":\"ok\",\"bot\":{\"open_id\":\"ou_bot\"}}");
            } else if (path.equals("/open-apis/im/v1/images")) {
                write(exchange, 200, "{\"code\":0,\"data\":{\"image_key\":\"img_bench\"}}");
            } else {
                write(exchange, NOT_FOUND, "404 page not found");
            }
        }
    }

    private boolean isRefusedByMood(HttpExchange exchange) throws IOException {
        switch (mood) {
            case WELL -> {
                return false;
            }
            case SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                return false;
            }
            case BROKEN -> write(exchange, BROKEN_STATUS, "internal error");
            case BUSY -> {
                exchange.getResponseHeaders().set("x-ogw-ratelimit-reset", Integer.toString(BUSY_SECONDS));
                write(exchange, TOO_MANY, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}");
            }
            case MUTE -> exchange.close();
        }
        return true;
    }

    private void message(HttpExchange exchange, String method, String path, String body) throws IOException {
        Matcher inPath = PATH_ID.matcher(path);
        Matcher inBody = RECEIVER.matcher(body);
        boolean update = method.equals("PATCH");
        String receiver = inPath.matches() ? inPath.group(1) : inBody.find() ? inBody.group(1) : "";
        long wait = Math.max(limits.receiver(receiver), limits.api(method + (inPath.matches() ? " one" : " new")));
        if (wait > 0) {
            refused.incrementAndGet();
            exchange.getResponseHeaders().set("x-ogw-ratelimit-reset", Long.toString(wait));
            write(exchange, TOO_MANY, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}");
            return;
        }
        sent.incrementAndGet();
        if (update) {
            write(exchange, 200, "{\"code\":0,\"msg\":\"success\",\"data\":{}}");
            return;
        }
        if (path.endsWith("/reply")) {
            replies.incrementAndGet();
        } else {
            received.merge(receiver, 1, Integer::sum);
        }
        String id = "om_bench" + messages.incrementAndGet();
        write(exchange, 200, "{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"" + id + "\"}}");
    }

    private static void write(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        AtExit.closed(this);
        server.stop(0);
    }
}
