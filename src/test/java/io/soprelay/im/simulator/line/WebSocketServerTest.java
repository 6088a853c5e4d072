package io.soprelay.im.simulator.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.line.WebSocketServer.Opening;
import io.soprelay.im.simulator.line.WebSocketServer.Refusal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as the JDK's own client sees it. */
class WebSocketServerTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocketPeer> peers = new LinkedBlockingQueue<>();
    private Optional<Refusal> refusal = Optional.empty();
    private final WebSocketServer server = new WebSocketServer(null, new Visits());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void texts_of_any_length_go_both_ways(int length) throws Exception {
        WebSocket client = connect();
        String text = "x".repeat(length);

        client.sendText(text, true).join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("text " + text);

        peers.take().text(text);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("text " + text);
    }

    @Test
    void bytes_in_several_frames_are_one_message() throws Exception {
        WebSocket client = connect();

        client.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), false).join();
        client.sendBinary(ByteBuffer.wrap(new byte[] {3}), true).join();

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("bytes 3");
    }

    @Test
    void a_ping_is_answered_and_a_dead_one_is_silent() throws Exception {
        WebSocket client = connect();

        client.sendPing(ByteBuffer.allocate(0)).join();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("pong");

        WebSocketPeer peer = peers.take();
        peer.freeze();
        client.sendPing(ByteBuffer.allocate(0)).join();
        client.sendText("anybody there?", true).join();
        peer.text("nobody");
        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(heard).isEmpty();
    }

    @Test
    void either_side_may_close() throws Exception {
        connect();
        peers.take().close(1001);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1001");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");

        WebSocket client = connect();
        client.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void a_refused_opening_gets_the_status_and_its_headers() {
        refusal = Optional.of(new Refusal(403, Map.of("Handshake-Status", "514")));

        assertThatThrownBy(this::connect)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                    assertThat(refused.getResponse().statusCode()).isEqualTo(403);
                    assertThat(refused.getResponse().headers().firstValue("Handshake-Status"))
                            .contains("514");
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a frame without a mask,                  8100,                                1002",
        "an opcode nobody knows,                  838000000000,                        1002",
        "a message of more than 1 MB,             82ff0000000000100001,                1009",
        "1 MB after a piece of one byte,          0281000000000080ff0000000000100000,  1009",
    })
    void who_breaks_the_rules_is_told_and_cut(String what, String frames, int code) throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream()
                    .write("GET /path?ticket=1 HTTP/1.1\r\nSec-WebSocket-Key: key\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(HexFormat.of().parseHex(frames));

            byte[] said = client.getInputStream().readAllBytes();

            assertThat(said).as(what).endsWith(0x88, 2, code >> 8, code & 0xFF);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    private WebSocket connect() {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(server.address() + "/path?ticket=1"), new Client())
                .join();
    }

    private final class Client implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                told.add("text " + text);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            told.add("pong");
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            told.add("closed " + code);
            return null;
        }
    }

    private final class Visits implements WebSocketServer.Visitor {
        @Override
        public Optional<Refusal> refuses(Opening opening) {
            assertThat(opening.target()).isEqualTo("/path?ticket=1");
            return refusal;
        }

        @Override
        public void opened(WebSocketPeer peer) {
            peers.add(peer);
        }

        @Override
        public void text(WebSocketPeer peer, String text) {
            heard.add("text " + text);
        }

        @Override
        public void binary(WebSocketPeer peer, byte[] bytes) {
            heard.add("bytes " + bytes.length);
        }

        @Override
        public void closed(WebSocketPeer peer) {
            heard.add("closed");
        }
    }
}
