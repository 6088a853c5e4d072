package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
    private static final String LIT = "/simulator/lib/lit-html/lit-html.js";

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

    @Test
    void the_page_is_served_under_a_strict_policy() {
        Desk.Answer page = desk.get("/simulator");
        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page)).contains("SOP Relay 接力");
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy"))
                .isEqualTo("default-src 'self'; frame-ancestors 'none'; img-src 'self' data:");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(desk.get("/simulator/page/index.html").header("etag")).isEqualTo(page.header("etag"));
    }

    @Test
    void libraries_come_out_of_their_web_jars_without_a_version_in_the_address() {
        assertThat(text(desk.get(LIT))).contains("lit$");
        assertThat(desk.get("/simulator/lib/lit-html/directives/repeat.js").header("content-type"))
                .isEqualTo("text/javascript; charset=utf-8");
        assertThat(text(desk.get("/simulator/lib/marked/lib/marked.esm.js"))).contains("marked v16.4.1");
    }

    @Test
    void a_file_that_is_known_is_not_sent_again() {
        String tag = desk.get(LIT).header("etag");
        Desk.Answer again = desk.get(LIT, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
        assertThat(again.header("etag")).isEqualTo(tag);
        assertThat(desk.get(LIT, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void a_file_is_packed_for_who_takes_it_so() throws IOException {
        Desk.Answer plain = desk.get(LIT);
        Desk.Answer packed = desk.get(LIT, "Accept-Encoding", "gzip, br");
        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
        assertThat(packed.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.raw().body().length).isLessThan(plain.raw().body().length);
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(packed.raw().body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.raw().body());
        }
        assertThat(packed.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(desk.get(LIT, "Accept-Encoding", "gzip", "If-None-Match", packed.header("etag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/simulator/page/none.js",
                "/simulator/page/../feishu-card-2.0.json",
                "/simulator/page/%2e%2e/feishu-card-2.0.json",
                "/simulator/page/..%2ffeishu-card-2.0.json",
                "/simulator/page//etc/passwd",
                "/simulator/page/.hidden.js",
                "/simulator/page/",
                "/simulator/lib/marked/LICENSE.md",
                "/simulator/lib/marked/../../../../application.properties",
                "/simulator/lib/jquery/jquery.js",
                "/simulator/page.js",
                "/simulator/nothing"
            })
    void nothing_else_is_handed_out(String path) {
        Desk.Answer answer = desk.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isNotEmpty();
    }

    private static String text(Desk.Answer answer) {
        return new String(answer.raw().body(), StandardCharsets.UTF_8);
    }
}
