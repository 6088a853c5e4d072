package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lark.oapi.core.httpclient.IHttpTransport;
import com.lark.oapi.core.request.RawRequest;
import io.soprelay.im.door.HttpLine;
import io.soprelay.im.feishu.FeishuTransport.Content;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeishuTransportTest {
    private final IHttpTransport transport = new FeishuTransport();

    @Test
    void a_server_that_answers_once_a_line_gets_each_request_on_a_line_of_its_own() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnceALine(server));
            assertThat(transport.execute(request(server, "GET")).getStatusCode())
                    .isEqualTo(404);
            assertThat(transport.execute(request(server, "POST")).getStatusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_read_on_a_line_the_server_has_closed_meanwhile_is_made_again_on_a_fresh_one() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> keepAliveOnce(server));
            assertThat(transport.execute(request(server, "GET")).getStatusCode())
                    .isEqualTo(200);
            assertThat(transport.execute(request(server, "GET")).getStatusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_makes_something_visible_is_never_made_again_by_the_transport() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> keepAliveOnce(server));
            transport.execute(request(server, "POST"));
            assertThatThrownBy(() -> transport.execute(request(server, "POST")))
                    .isInstanceOfSatisfying(
                            HttpLine.LineException.class,
                            broken -> assertThat(broken.mayHaveArrived()).isTrue());
            assertThat(transport.execute(request(server, "POST")).getStatusCode())
                    .isEqualTo(200);
        }
    }

    /** HTTP/1.1: says that the line stays open, and closes it when the second request comes. */
    private static void keepAliveOnce(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket line = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
                int body = 0;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    body = header.startsWith("Content-Length: ") ? Integer.parseInt(header.substring(16)) : body;
                }
                for (int i = 0; i < body; i++) {
                    in.read();
                }
                line.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                in.readLine();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static RawRequest request(ServerSocket server, String method) {
        RawRequest request = new RawRequest();
        request.setReqUrl("http://127.0.0.1:" + server.getLocalPort() + "/");
        request.setHttpMethod(method);
        request.setHeaders(Map.of());
        request.setBody(method.equals("POST") ? new Content.Json("{}".getBytes(StandardCharsets.UTF_8)) : null);
        return request;
    }

    /** HTTP/1.0: closes a line when a second request comes on it, as it closes it a moment after the first anyway. */
    private static void answerOnceALine(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                Thread.ofVirtual().start(() -> answerOnce(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answerOnce(Socket line) {
        try (line) {
            var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {}
            line.getOutputStream()
                    .write("HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String more = in.readLine(); more != null && !more.startsWith("POST"); more = in.readLine()) {}
        } catch (IOException gone) {
            return; // the client has left the line, as it should
        }
    }
}
