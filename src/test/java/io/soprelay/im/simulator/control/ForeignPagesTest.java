package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may drive the simulator, byte by byte as a browser sends it: the page of this very server and programs. */
class ForeignPagesTest {
    private static final String SAY = "{\"person\":\"库管小李\",\"text\":\"在吗\"}";

    @TempDir
    static Path data;

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk(data);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @AfterEach
    void empty() {
        desk.feishu().forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:PORT",
                "Host: localhost:PORT",
                "Host: LOCALHOST:PORT",
                "Host: [::1]:PORT",
                "Host: localhost:PORT|Origin: http://localhost:PORT",
                "Host: LocalHost:PORT|Origin: HTTP://LOCALHOST:PORT",
                "Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:PORT|Sec-Fetch-Site: same-origin",
                "Host: [::1]:PORT|Origin: http://[::1]:PORT",
                "Host: 127.0.0.1:PORT|Sec-Fetch-Site: none"
            })
    void its_own_page_and_programs_are_let_in(String headers) throws IOException {
        assertThat(says(headers)).startsWith("HTTP/1.1 200 ");
        assertThat(desk.li().messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:PORT|Origin: http://evil.example",
                "Host: 127.0.0.1:PORT|Origin: http://127.0.0.1",
                "Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:1",
                "Host: localhost:PORT|Origin: http://localhost:3000",
                "Host: localhost:PORT|Origin: https://localhost:PORT",
                "Host: localhost:PORT|Origin: http://localhost:PORT.evil.example",
                "Host: localhost:PORT|Origin: http://localhost.evil.example:PORT",
                "Host: localhost:PORT|Origin: null",
                "Host: evil.example:PORT",
                "Host: evil.example:PORT|Origin: http://evil.example:PORT",
                "Host: localhost.evil.example:PORT",
                "Host: 127.0.0.1:PORT|Sec-Fetch-Site: same-site",
                "Host: 127.0.0.1:PORT|Sec-Fetch-Site: cross-site"
            })
    void every_other_page_is_refused_also_one_of_another_server_of_this_machine(String headers) throws IOException {
        String answer = says(headers);
        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains("{\"problem\":\"只有模拟器自己的页面可以这样做。请打开 " + desk.base() + "/simulator，在那里操作。\"}");
        assertThat(desk.li().messages()).isEmpty();
    }

    @Test
    void a_form_that_any_page_may_send_does_nothing() throws IOException {
        String answer = says("Host: localhost:PORT", "text/plain");
        assertThat(answer).startsWith("HTTP/1.1 415 ").contains("收到的不是 JSON 对象");
        assertThat(desk.li().messages()).isEmpty();
    }

    @Test
    void reads_are_for_the_own_page_too_but_a_link_from_elsewhere_opens_it() throws IOException {
        assertThat(call("GET /simulator/api/events HTTP/1.1", "Host: localhost:PORT|Origin: https://evil.example", ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(call("GET /simulator HTTP/1.1", "Host: localhost:PORT|Sec-Fetch-Site: cross-site", ""))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void an_address_with_bytes_that_are_no_text_is_refused_as_any_other() throws IOException {
        assertThat(call("GET /simulator/page/%FF HTTP/1.1", "Host: localhost:PORT", ""))
                .startsWith("HTTP/1.1 404 ")
                .contains("{\"problem\":\"这里没有 ");
        assertThat(call("GET /simulator/api/messages?person=%FF HTTP/1.1", "Host: localhost:PORT", ""))
                .startsWith("HTTP/1.1 404 ")
                .contains("{\"problem\":\"没有叫");
    }

    /** The one refusal that is not ours: the JDK's server cannot read the address, so it asks nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"/simulator/%zz", "/simulator/api/messages?person=%", "/simulator/api/messages?person=%e"})
    void an_address_with_a_broken_escape_does_nothing_and_hurts_nobody(String address) throws IOException {
        assertThat(call("GET " + address + " HTTP/1.1", "Host: localhost:PORT", ""))
                .startsWith("HTTP/1.1 400 ");
        assertThat(says("Host: localhost:PORT")).startsWith("HTTP/1.1 200 ");
    }

    private static String says(String headers) throws IOException {
        return says(headers, "application/json");
    }

    private static String says(String headers, String type) throws IOException {
        String sent =
                headers + "|Content-Type: " + type + "|Content-Length: " + SAY.getBytes(StandardCharsets.UTF_8).length;
        return call("POST /simulator/api/say HTTP/1.1", sent, SAY);
    }

    private static String call(String line, String headers, String body) throws IOException {
        int port = desk.base().getPort();
        String sent = headers.replace("PORT", Integer.toString(port)).replace("|", "\r\n");
        String head = String.join("\r\n", List.of(line, sent, "Connection: close", "", ""));
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
