package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.SampleCards;
import io.soprelay.im.simulator.StandInBot;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EventStreamTest {
    @TempDir
    Path data;

    private Desk desk;

    @BeforeEach
    void start() {
        desk = new Desk(data, List.of("--relay.simulator.bot-command=" + StandInBot.command()), Duration.ofMillis(200));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void first_comes_the_whole_state() {
        desk.calls().sendCard(desk.li(), SampleCards.shippingForm());
        try (PageTab tab = desk.tab()) {
            PageTab.Event first = tab.next();
            assertThat(first.type()).isEqualTo("hello");
            JsonNode state = first.data();
            assertThat(state.path("people").size()).isEqualTo(7);
            JsonNode li = state.path("people").get(3);
            assertThat(li.path("name").asString()).isEqualTo("库管小李");
            assertThat(li.path("role").asString()).isEqualTo("库管");
            assertThat(li.path("reachable").asBoolean()).isTrue();
            assertThat(li.path("count").asInt()).isEqualTo(1);
            assertThat(li.path("last").path("text").asString()).isEqualTo("完成发货");
            assertThat(state.path("now").asString()).endsWith("+08:00");
            assertThat(state.path("bot").path("state").asString()).isEqualTo("running");
            assertThat(state.path("bot").path("pid").asLong())
                    .isEqualTo(desk.simulator().bot().pid());
            assertThat(state.path("bot").path("redis").path("state").asString()).isEqualTo("stopped");
            assertThat(state.path("faults").size()).isEqualTo(Faults.Kind.values().length);
            assertThat(state.path("story").path("state").asString()).isEqualTo("idle");
            assertThat(state.path("wire").toString()).contains("/open-apis/im/v1/messages");
            assertThat(state.path("locale").asString()).isEqualTo("zh-CN");
        }
    }

    @Test
    void every_change_follows_in_order_under_growing_numbers() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            for (int i = 0; i < 50; i++) {
                desk.li().says(Integer.toString(i));
                if (i % 5 == 4) {
                    desk.feishu().faults().clear();
                }
            }
            long last = 0;
            int seen = 0;
            while (seen < 50) {
                PageTab.Event event = tab.next();
                if (!event.type().isEmpty()) {
                    assertThat(event.id()).isGreaterThan(last);
                    last = event.id();
                }
                if (event.type().equals("message")) {
                    JsonNode message = event.data();
                    assertThat(message.path("person").asString()).isEqualTo("库管小李");
                    assertThat(message.path("count").asInt()).isEqualTo(seen + 1);
                    assertThat(message.path("message")
                                    .path("content")
                                    .path("text")
                                    .asString())
                            .isEqualTo(Integer.toString(seen));
                    seen++;
                }
            }
        }
    }

    @Test
    void a_changed_card_comes_with_a_higher_revision_and_the_numbers_it_names() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            String id = desk.calls()
                    .sendCard(desk.li(), SampleCards.about("FH-20261122-0007", SampleCards.text("请发货")))
                    .messageId();
            assertThat(tab.next("numbers").toString()).isEqualTo("[\"FH-20261122-0007\"]");
            JsonNode first = tab.next("message").path("message");
            assertThat(first.path("type").asString()).isEqualTo("card");
            assertThat(first.path("revision").asInt()).isEqualTo(1);
            assertThat(first.path("mine").asBoolean()).isFalse();
            assertThat(first.path("expired").asBoolean()).isFalse();
            assertThat(first.path("content").path("schema").asString()).isEqualTo("2.0");
            assertThat(tab.next("touched").path("numbers").get(0).asString()).isEqualTo("FH-20261122-0007");
            desk.calls().update(id, SampleCards.about("FH-20261122-0007", SampleCards.text("已发货")));
            assertThat(tab.next("message").path("message").path("revision").asInt())
                    .isEqualTo(2);
            assertThat(tab.next("touched").path("numbers").size()).isEqualTo(1);
            desk.calls()
                    .sendCard(
                            desk.li(), SampleCards.about("TH-20261122-0001", SampleCards.text("关联 FH-20261122-0007")));
            assertThat(tab.next("numbers").toString()).isEqualTo("[\"TH-20261122-0001\",\"FH-20261122-0007\"]");
            assertThat(tab.next("touched").path("numbers").toString())
                    .isEqualTo("[\"TH-20261122-0001\",\"FH-20261122-0007\"]");
        }
        try (PageTab tab = desk.tab()) {
            assertThat(tab.next("hello").path("numbers").size()).isEqualTo(2);
        }
    }

    @Test
    void only_a_card_s_head_says_that_there_is_such_a_record() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            desk.li().says("/show FH-20260101-9999");
            desk.calls().create(desk.li().openId(), "text", "{\"text\":\"没有 FH-20260101-9999\"}", "");
            desk.calls().sendCard(desk.li(), SampleCards.card(SampleCards.text("发单号，例如 FH-20261122-0001")));
            desk.calls().sendCard(desk.li(), SampleCards.about("FH-20261122-0007", SampleCards.text("请发货")));
            assertThat(tab.next("numbers").toString()).isEqualTo("[\"FH-20261122-0007\"]");
        }
    }

    @Test
    void people_faults_and_calls_are_told_as_they_change() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            desk.feishu().reachable(desk.li(), false);
            assertThat(tab.next("person").path("reachable").asBoolean()).isFalse();
            desk.feishu().addPerson("新来的");
            assertThat(tab.next("person").path("name").asString()).isEqualTo("新来的");
            desk.post("faults", "{'kind':'SERVER_ERROR','on':true,'calls':1}");
            assertThat(fault(tab.next("faults"), "SERVER_ERROR").path("left").asInt())
                    .isEqualTo(1);
            desk.calls().create(desk.li().openId(), "text", "{\"text\":\"x\"}", "");
            assertThat(fault(tab.next("faults"), "SERVER_ERROR").path("on").asBoolean())
                    .isFalse();
            JsonNode call = tab.next("wire", line -> line.path("status").asInt() == 500);
            assertThat(call.path("path").asString()).isEqualTo("/open-apis/im/v1/messages?receive_id_type=open_id");
            assertThat(call.path("direction").asString()).isEqualTo("BOT_TO_FEISHU");
            assertThat(call.has("request")).isFalse();
            desk.li().says("hi");
            assertThat(tab.next("wire", line -> line.has("what")).path("what").asString())
                    .isEqualTo("im.message.receive_v1");
        }
    }

    @Test
    void a_silent_stream_is_kept_alive() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            assertThat(tab.next().type()).as("a comment line").isEmpty();
        }
    }

    @Test
    void five_hundred_pages_that_come_and_go_leave_nothing_behind() {
        for (int i = 0; i < 500; i++) {
            try (PageTab tab = desk.tab()) {
                assertThat(tab.next().type()).isEqualTo("hello");
            }
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(desk.hub().pageCount()).isZero());
        try (PageTab tab = desk.tab()) {
            assertThat(tab.next().type()).isEqualTo("hello");
            assertThat(desk.hub().pageCount()).isEqualTo(1);
        }
    }

    @Test
    void a_page_that_does_not_keep_up_is_dropped_and_the_others_go_on() throws IOException {
        try (Socket slow = deafPage();
                PageTab tab = desk.tab()) {
            tab.next("hello");
            Awaitility.await().until(() -> desk.hub().pageCount() == 2);
            String id = desk.li().says("长".repeat(9_000)).messageId();
            int sent = 0;
            while (desk.hub().pageCount() == 2) {
                assertThat(sent).as("events until the deaf page is dropped").isLessThan(2_000);
                desk.feishu().touch(id);
                sent++;
                int revision = sent + 1;
                tab.next(
                        "message", news -> news.path("message").path("revision").asInt() == revision);
            }
            assertThat(desk.hub().pageCount()).isEqualTo(1);
            assertThat(remainsOpen(slow)).isFalse();
        }
    }

    @Test
    void after_a_break_the_page_starts_anew_with_all_it_missed() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
        }
        desk.li().says("在吗");
        try (PageTab tab = desk.tab()) {
            JsonNode people = tab.next().data().path("people");
            assertThat(people.get(3).path("last").path("text").asString()).isEqualTo("在吗");
        }
    }

    @Test
    void a_bot_that_dies_by_itself_is_noticed() {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            endBot();
            JsonNode bot = tab.next("bot");
            assertThat(bot.path("state").asString()).isEqualTo("stopped");
            assertThat(bot.path("pid").asLong()).isZero();
        }
    }

    @Test
    void a_change_is_on_the_page_within_moments() {
        List<Long> millis = new ArrayList<>();
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            for (int i = 0; i < 20; i++) {
                String id = desk.li().says("x").messageId();
                long began = System.nanoTime();
                desk.feishu().recall(id);
                tab.next(
                        "message",
                        news -> news.path("message").path("type").asString().equals("recalled"));
                millis.add((System.nanoTime() - began) / 1_000_000);
            }
        }
        assertThat(millis.stream().sorted().toList().get(10)).as("the median").isLessThan(50);
    }

    private void endBot() {
        ProcessHandle.of(desk.simulator().bot().pid()).orElseThrow().destroyForcibly();
    }

    /** A page that asks for the stream and never reads it. */
    private Socket deafPage() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), desk.base().getPort()));
        socket.getOutputStream()
                .write("GET /simulator/api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean remainsOpen(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        try {
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
            return false;
        } catch (SocketTimeoutException stillOpen) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    private static JsonNode fault(JsonNode faults, String kind) {
        for (JsonNode fault : faults) {
            if (fault.path("kind").asString().equals(kind)) {
                return fault;
            }
        }
        throw new AssertionError("no fault " + kind + " in " + faults);
    }
}
