package io.soprelay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.LoneBot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bot with everything switched on answers what is listed here and nothing else, and rude callers keep nobody waiting. */
class RoutesTest {
    @TempDir
    static Path media;

    private static LoneBot bot;

    @BeforeAll
    static void start() {
        bot = new LoneBot(
                media,
                "--management.server.port=0",
                "--relay.clock.settable=true",
                "--relay.api.token=a-token-of-this-test",
                "--relay.feishu.enabled=true",
                "--relay.feishu.base-url=http://127.0.0.1:1",
                "--relay.feishu.app-id=cli_1",
                "--relay.feishu.app-secret=secret",
                "--relay.feishu.encrypt-key=key",
                "--relay.feishu.verification-token=token",
                "--relay.feishu.transport=webhook",
                "--relay.dingtalk.enabled=true",
                "--relay.dingtalk.base-url=http://127.0.0.1:1",
                "--relay.dingtalk.legacy-base-url=http://127.0.0.1:1",
                "--relay.dingtalk.client-id=ding1",
                "--relay.dingtalk.client-secret=secret",
                "--relay.dingtalk.callback-api-secret=secret",
                "--relay.dingtalk.aes-key=4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij",
                "--relay.dingtalk.event-token=123456");
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    @Test
    void these_are_all_the_routes_there_are() {
        assertThat(bot.routes())
                .containsExactlyInAnyOrder(
                        "[POST] /callbacks/feishu",
                        "[POST] /callbacks/dingtalk/robot",
                        "[POST] /callbacks/dingtalk/card",
                        "[POST] /callbacks/dingtalk/event",
                        "[GET] /api/v1/flows",
                        "[GET] /api/v1/flows/{key}/versions/{version:[0-9]{1,9}}",
                        "[GET] /api/v1/records/{number}",
                        "[GET] /actuator/clock",
                        "[POST] /actuator/clock",
                        "[] /error");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/liveness, 200",
        "/actuator/health/readiness, 200",
        "/actuator/prometheus, 200",
        "/actuator, 200",
        "/actuator/env, 404",
        "/actuator/heapdump, 404",
        "/actuator/threaddump, 404",
        "/actuator/beans, 404",
        "/actuator/configprops, 404",
        "/actuator/conditions, 404",
        "/actuator/mappings, 404",
        "/actuator/loggers, 404",
        "/actuator/metrics, 404",
        "/actuator/info, 404",
        "/actuator/sbom, 404",
        "/actuator/shutdown, 404",
        "/actuator/scheduledtasks, 404",
        "/actuator/httpexchanges, 404",
        "/api/v1/flows, 404",
        "/callbacks/feishu, 404",
        "/, 404"
    })
    void the_management_port_tells_how_it_is_and_numbers_and_nothing_more(String path, int status) {
        assertThat(bot.manages(path).statusCode()).isEqualTo(status);
    }

    @Test
    void the_index_of_the_management_port_names_nothing_that_is_closed() {
        assertThat(bot.manages("/actuator").body())
                .contains("health", "prometheus")
                .doesNotContain("env", "heapdump", "loggers", "beans", "shutdown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"})
    void a_callback_address_takes_nothing_but_posts(String method) {
        for (String door : List.of("feishu", "dingtalk/robot", "dingtalk/card", "dingtalk/event")) {
            String answer =
                    spoken(method + " /callbacks/" + door + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.1 (200|403|404|405|501).*");
            assertThat(answer).doesNotContain("Exception", "org.springframework", "io.soprelay", "Tomcat");
        }
    }

    /** Nothing is unpacked before it is known who sent it, and then neither. */
    @Test
    void a_packed_bomb_is_read_as_the_few_bytes_it_is_and_refused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[20 << 20]);
        }
        for (String door : List.of("feishu", "dingtalk/robot", "dingtalk/card", "dingtalk/event")) {
            byte[] head = ("POST /callbacks/" + door + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "Content-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: "
                            + packed.size() + "\r\n\r\n")
                    .getBytes(US_ASCII);
            assertThat(spoken(head, packed.toByteArray())).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void a_body_whose_length_nobody_said_is_read_no_further_than_64_kilobytes() {
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        assertThat(spoken("POST /callbacks/feishu HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void three_hundred_callers_who_never_finish_keep_nobody_waiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), bot.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /callbacks/feishu HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                                        + (i % 2 == 0 ? "\r\n{" : "X-Half: "))
                                .getBytes(US_ASCII));
            }
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(bot.answers("POST", "/callbacks/feishu", "{}").statusCode())
                        .isIn(401, 429);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static String spoken(String request) {
        return spoken(request.getBytes(US_ASCII), new byte[0]);
    }

    /** What the server says to bytes that no client library would send. */
    private static String spoken(byte[] head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bot.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head);
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
