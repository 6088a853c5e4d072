package io.soprelay.im.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP server on 127.0.0.1, each call on its own virtual thread.
 *
 * <p>What comes here has an address that can be read: the JDK's server answers one that cannot ({@code %zz}) by itself,
 * with 400 and a line of HTML, before it looks for a context, so that no handler and no filter can say it otherwise.
 */
public final class LoopbackServer implements AutoCloseable {
    /** A little above the largest file the platform takes (30 MB). */
    static final int BODY_BYTES_MAX = 32 * 1024 * 1024;

    /** So much more is read and dropped of a body that is too large. */
    private static final int DRAINED_BYTES_MAX = 256 * 1024 * 1024;

    /** Bodies of 1 MB and more that are in memory at one time: the process is a small one. */
    private static final int LARGE_AT_ONCE_MAX = 2;

    private final HttpServer server;
    private final Semaphore large = new Semaphore(LARGE_AT_ONCE_MAX);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @throws SimulatorProblem when the port is taken */
    public LoopbackServer(int port) {
        // Without it the JDK's server holds small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(loopback(), port), 0);
        } catch (BindException e) {
            throw new SimulatorProblem("Port " + port + " on 127.0.0.1 is in use; stop what uses it or choose another"
                    + " one with --server.port=<number>.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
    }

    /**
     * Calls below {@code prefix} go to {@code handler}; an empty answer breaks the connection. Of a body that is too
     * large it gets {@link #BODY_BYTES_MAX} and one more, to refuse it in its own words.
     */
    public void handle(String prefix, Function<WireRequest, Optional<WireResponse>> handler) {
        server.createContext(prefix, exchange -> serve(exchange, handler));
    }

    /** A program that forgets to close it can still end: all its threads are daemons. */
    public void start() {
        // The JDK's dispatcher takes after the thread that starts it.
        CompletableFuture.runAsync(
                        server::start, start -> Thread.ofPlatform().daemon().start(start))
                .join();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    }

    private void serve(HttpExchange exchange, Function<WireRequest, Optional<WireResponse>> handler)
            throws IOException {
        boolean isLarge = exchange.getRequestHeaders().getFirst("Content-Length") instanceof String length
                && length.matches("\\d{7,}");
        if (isLarge) {
            large.acquireUninterruptibly();
        }
        try {
            answer(exchange, handler);
        } finally {
            if (isLarge) {
                large.release();
            }
        }
    }

    private static void answer(HttpExchange exchange, Function<WireRequest, Optional<WireResponse>> handler)
            throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                // Who is still sending when the connection closes never reads the answer.
                exchange.getRequestBody().skip(DRAINED_BYTES_MAX);
            }
            Optional<WireResponse> answer = handler.apply(request(exchange, body));
            if (answer.isPresent()) {
                write(exchange, answer.get());
            }
        }
    }

    private static void write(HttpExchange exchange, WireResponse answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        WireResponse.Stream stream = answer.stream();
        if (stream != null) {
            exchange.sendResponseHeaders(answer.status(), 0);
            stream.writeTo(exchange.getResponseBody());
            return;
        }
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static WireRequest request(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        URI uri = exchange.getRequestURI();
        return new WireRequest(exchange.getRequestMethod(), uri.getPath(), query(uri.getRawQuery()), headers, body);
    }

    private static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decode(name), n -> new ArrayList<>()).add(decode(value));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
