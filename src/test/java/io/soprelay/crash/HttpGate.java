package io.soprelay.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before an HTTP server, hands everything through, and lets somebody look at each call before and after. */
final class HttpGate implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Belong to one connection, or are made by the client itself. */
    private static final Set<String> NOT_HANDED_ON = Set.of(
            "connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade", "date");

    private final HttpServer door;
    private final URI server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private volatile @Nullable Witness witness;

    /** Sees what goes through; the call waits meanwhile. */
    interface Witness {
        /** A call has come and the server has not seen it. */
        void asked(Call call);

        /** The server has answered and the caller has not heard it. @return false to end the connection instead */
        boolean answered(Call call);

        /** The caller has been told. */
        void told(Call call);
    }

    /** @param body read as UTF-8 */
    record Call(String method, String path, String body) {}

    HttpGate(URI server) throws IOException {
        this.server = server;
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(threads);
        door.createContext("/", this::handOn);
        door.start();
    }

    /** Where a platform's API is, by a bot's settings, each {@code name=value}. */
    static URI platformIn(List<String> settings) {
        return settings.stream()
                .filter(setting -> setting.contains(".base-url="))
                .map(setting -> URI.create(setting.substring(setting.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    void witness(Witness next) {
        witness = next;
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            Call call = new Call(exchange.getRequestMethod(), path, new String(body, StandardCharsets.UTF_8));
            Witness watching = witness;
            if (watching != null) {
                watching.asked(call);
            }
            HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (watching != null && !watching.answered(call)) {
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] told = addressed(answer);
            exchange.sendResponseHeaders(answer.statusCode(), told.length == 0 ? -1 : told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
            if (watching != null) {
                watching.told(call);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException deadServerOrCaller) {
            // The exchange is closed without an answer, as the caller would have met it.
            return;
        }
    }

    /** An address of the server in what it says is one behind this gate: callers may trust no other. */
    private byte[] addressed(HttpResponse<byte[]> answer) {
        boolean words = answer.headers().firstValue("content-type").orElse("").contains("json");
        return words
                ? new String(answer.body(), StandardCharsets.UTF_8)
                        .replace(server.toString(), address().toString())
                        .getBytes(StandardCharsets.UTF_8)
                : answer.body();
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().toString()))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        door.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
