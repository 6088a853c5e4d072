package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Calls;
import io.soprelay.im.simulator.SampleCards;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BackstageActsTest {
    @TempDir
    Path data;

    private Desk desk;

    @BeforeEach
    void start() {
        desk = new Desk(data);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void the_clock_jumps_by_a_time_to_a_moment_and_to_the_next_hour() {
        OffsetDateTime before = now();
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            OffsetDateTime later = moved("{'advance':'PT1H'}");
            assertThat(Duration.between(before, later)).isBetween(Duration.ofHours(1), Duration.ofMinutes(62));
            assertThat(OffsetDateTime.parse(tab.next("clock").path("now").asString()))
                    .isAfterOrEqualTo(later.minusSeconds(1));
            OffsetDateTime evening = moved("{'next':'18:00'}");
            assertThat(evening.getOffset()).isEqualTo(ZoneOffset.ofHours(8));
            assertThat(evening.toLocalTime().toString()).startsWith("18:00");
            assertThat(evening).isAfter(later).isBefore(later.plusDays(1).plusMinutes(1));
            assertThat(moved("{'next':'18:00'}").toLocalDate())
                    .isEqualTo(evening.toLocalDate().plusDays(1));
            OffsetDateTime moment = evening.plusDays(10).withNano(0);
            assertThat(Duration.between(moment, moved("{'set':'" + moment + "'}")))
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void a_recording_keeps_what_was_asked_for_an_hour_or_a_time_of_day() {
        moved("{'advance':'PT1H'}");
        moved("{'next':'18:00'}");

        assertThat(new String(desk.get("/simulator/api/recording").raw().body(), StandardCharsets.UTF_8))
                .endsWith("{\"act\":\"clock\",\"advance\":\"PT1H\"}\n{\"act\":\"clock\",\"next\":\"18:00\"}\n");
    }

    @Test
    void time_only_moves_forward_and_says_so_in_one_sentence() {
        OffsetDateTime now = now();
        Desk.Answer back = desk.post("clock", "{'set':'2020-01-01T00:00:00+08:00'}");
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.problem()).matches("时间只能往前走，现在是 \\d\\d-\\d\\d \\d\\d:\\d\\d。");
        assertThat(desk.post("clock", "{'advance':'PT-1H'}").problem()).startsWith("时间只能往前走");
        assertThat(desk.post("clock", "{'next':'25:00'}").problem()).startsWith("看不懂“25:00”这个时间。时间写成");
        assertThat(desk.post("clock", "{}").problem()).startsWith("看不懂“”这个时间。时间写成");
        assertThat(desk.post("clock", "{'advance':'P999999999999999D'}").problem())
                .startsWith("看不懂");
        assertThat(desk.post("clock", "{'advance':'P3661D'}").problem())
                .isEqualTo("一次最多往前拨 3660 天，这次要拨 3661 天。选近一点的时间，或者分几次拨。");
        assertThat(desk.post("clock", "{'set':'9999-01-01T00:00:00+08:00'}").problem())
                .startsWith("一次最多往前拨 3660 天");
        assertThat(Duration.between(now, now())).isLessThan(Duration.ofMinutes(1));
        desk.post("bot", "{'act':'kill'}");
        Desk.Answer away = desk.post("clock", "{'advance':'PT1H'}");
        assertThat(away.status()).isEqualTo(409);
        assertThat(away.problem()).isEqualTo("机器人没在运行，时间动不了；先把它启动。");
    }

    @Test
    void a_jump_over_fourteen_days_makes_the_cards_on_the_pages_old() {
        String id = desk.calls()
                .sendCard(desk.li(), SampleCards.card(SampleCards.button("求助", "help")))
                .messageId();
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            desk.post("clock", "{'advance':'P15D'}");
            tab.next("clock");
            JsonNode old = tab.next("message").path("message");
            assertThat(old.path("id").asString()).isEqualTo(id);
            assertThat(old.path("expired").asBoolean()).isTrue();
            assertThat(old.path("revision").asInt()).isEqualTo(2);
        }
        assertThat(pressed(id).path("blocked").asString()).isEqualTo("卡片超过 14 天，点不了了。");
    }

    @Test
    void one_card_can_be_made_old_by_itself() {
        String id = desk.calls()
                .sendCard(desk.li(), SampleCards.card(SampleCards.button("求助", "help")))
                .messageId();
        String other = desk.calls()
                .sendCard(desk.li(), SampleCards.card(SampleCards.button("求助", "help")))
                .messageId();
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            assertThat(desk.post("expire", "{'messageId':'" + id + "'}").status())
                    .isEqualTo(200);
            assertThat(tab.next("message").path("message").path("expired").asBoolean())
                    .isTrue();
        }
        assertThat(pressed(id).path("blocked").asString()).isEqualTo("卡片超过 14 天，点不了了。");
        assertThat(pressed(other).path("blocked").asString()).isEmpty();
        assertThat(desk.calls().update(id, SampleCards.card()).code()).isEqualTo(230031);
        assertThat(desk.post("expire", "{'messageId':'om_x'}").status()).isEqualTo(404);
    }

    @Test
    void a_fault_is_on_until_it_is_switched_off_or_used_up() {
        desk.post("faults", "{'kind':'TOO_MANY','on':true}");
        for (int i = 0; i < 3; i++) {
            assertThat(text().code()).isEqualTo(99991400);
        }
        JsonNode off = desk.post("faults", "{'kind':'TOO_MANY','on':false}").json();
        assertThat(off.toString()).contains("{\"kind\":\"TOO_MANY\",\"on\":false,\"side\":\"api\"}");
        assertThat(text().code()).isZero();
        JsonNode twice =
                desk.post("faults", "{'kind':'TOO_MANY','on':true,'calls':2}").json();
        assertThat(twice.toString()).contains("{\"kind\":\"TOO_MANY\",\"on\":true,\"side\":\"api\",\"left\":2}");
        desk.post("faults", "{'kind':'SLOW_CALLBACK','on':true}");
        desk.post("faults", "{'clear':true}");
        assertThat(text().code()).isZero();
        assertThat(desk.feishu().faults().waiting()).isEmpty();
        assertThat(desk.post("faults", "{'kind':'EARTHQUAKE','on':true}").problem())
                .startsWith("没有叫“EARTHQUAKE”的故障，有的是：TOO_MANY、");
        assertThat(desk.post("faults", "{'kind':'SLOW','on':true,'calls':0}").status())
                .isEqualTo(400);
    }

    @Test
    void a_person_can_leave_the_range_of_the_app_and_come_back() {
        desk.post("reachable", "{'person':'库管小李','yes':false}");
        assertThat(text().code()).isEqualTo(230013);
        desk.post("reachable", "{'person':'库管小李','yes':true}");
        assertThat(text().code()).isZero();
    }

    @Test
    void the_bot_is_killed_started_and_restarted_and_the_pages_see_each_step() {
        try (PageTab tab = desk.tab()) {
            long first = tab.next("hello").path("bot").path("pid").asLong();
            assertThat(desk.post("bot", "{'act':'kill'}").json().path("state").asString())
                    .isEqualTo("stopped");
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("stopped");
            assertThat(desk.post("say", "{'person':'库管小李','text':'在吗'}")
                            .json()
                            .path("delivered")
                            .asBoolean())
                    .isFalse();
            long second = desk.post("bot", "{'act':'start'}").json().path("pid").asLong();
            assertThat(second).isNotEqualTo(first);
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("starting");
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("running");
            long third =
                    desk.post("bot", "{'act':'restart'}").json().path("pid").asLong();
            assertThat(third).isNotEqualTo(second);
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("stopped");
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("starting");
            assertThat(tab.next("bot").path("state").asString()).isEqualTo("running");
        }
        assertThat(desk.post("bot", "{'act':'fly'}").status()).isEqualTo(400);
        assertThat(desk.post("redis", "{'act':'kill'}").problem()).isEqualTo("机器人的 Redis 没在运行，不用再停。");
    }

    private JsonNode pressed(String messageId) {
        return desk.post("press", "{'person':'库管小李','messageId':'" + messageId + "','button':'求助'}")
                .json();
    }

    private Calls.Answer text() {
        return desk.calls().create(desk.li().openId(), "text", "{\"text\":\"x\"}", "");
    }

    private OffsetDateTime moved(String body) {
        Desk.Answer answer = desk.post("clock", body);
        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
        return OffsetDateTime.parse(answer.json().path("now").asString());
    }

    private OffsetDateTime now() {
        try (PageTab tab = desk.tab()) {
            return OffsetDateTime.parse(tab.next("hello").path("now").asString());
        }
    }
}
