package io.soprelay.im.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soprelay.im.door.HttpLine.Answer;
import io.soprelay.im.door.HttpLine.TooLargeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody leads a call elsewhere, or makes it read without end. */
class HttpLineTest {
    private static final int BYTES_MAX = 1_000;

    private final HttpLine line = new HttpLine(Duration.ofSeconds(20), BYTES_MAX);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_an_answer_and_is_not_followed(int status) throws IOException {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", address("/secrets"));
            answer(exchange, status, "elsewhere");
        });

        Answer answer = line.execute(new Request.Builder().url(address("/file")), BYTES_MAX);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(asked).containsExactly("/file");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void no_answer_is_read_further_than_allowed(int status) {
        server.createContext("/", exchange -> answer(exchange, status, "x".repeat(BYTES_MAX + 1)));

        assertThatThrownBy(() -> line.execute(new Request.Builder().url(address("/long")), BYTES_MAX))
                .isInstanceOf(TooLargeException.class);
    }

    @Test
    void a_file_is_read_whole_whether_its_length_was_said_or_not() throws IOException {
        server.createContext("/said", exchange -> answer(exchange, 200, "x".repeat(BYTES_MAX)));
        server.createContext("/unsaid", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                exchange.getResponseBody().write("y".repeat(BYTES_MAX).getBytes(UTF_8));
            }
        });

        for (String path : List.of("/said", "/unsaid")) {
            Answer answer = line.execute(new Request.Builder().url(address(path)), BYTES_MAX);
            assertThat(answer.body()).hasSize(BYTES_MAX);
        }
        assertThatThrownBy(() -> line.execute(new Request.Builder().url(address("/unsaid")), BYTES_MAX - 1))
                .isInstanceOf(TooLargeException.class);
    }

    @Test
    void a_refusal_is_no_longer_than_refusals_may_be_however_large_a_file_may_be() {
        server.createContext("/", exchange -> answer(exchange, 403, "x".repeat(BYTES_MAX + 1)));

        assertThatThrownBy(() -> line.execute(new Request.Builder().url(address("/file")), 100 * BYTES_MAX))
                .isInstanceOf(TooLargeException.class);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
