package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Calls;
import io.soprelay.im.simulator.FaultPlan;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The DingTalk phones of the page, and what stands between them and the bot. */
class DingTalkActsTest {
    private static Desk desk;

    @BeforeAll
    static void open(@TempDir Path data) {
        desk = new Desk(data);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void the_same_people_are_on_both_platforms_and_a_page_that_comes_is_told_of_all() throws Exception {
        try (PageTab tab = desk.tab()) {
            JsonNode state = tab.next("hello");
            assertThat(state.path("dingtalkPeople").size())
                    .isEqualTo(state.path("people").size());
            assertThat(Json.text(state.path("dingtalkPeople").path(0), "name")).isEqualTo("dingtalk:" + Desk.WANG);
            assertThat(state.path("dingtalkFaults").toString())
                    .contains("MONTH_USED_UP")
                    .doesNotContain("SILENT_STREAM");
        }
    }

    @Test
    void what_is_said_and_sent_reaches_the_chat_the_bot_and_every_page() throws Exception {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            assertThat(desk.post("dingtalk/say", "{'person':'库管小李','text':'在'}")
                            .json()
                            .path("delivered")
                            .asBoolean(false))
                    .isTrue();
            JsonNode news = tab.next(
                    "message",
                    event -> event.path("message")
                            .path("content")
                            .path("text")
                            .asString("")
                            .equals("在"));
            assertThat(Json.text(news, "person")).isEqualTo("dingtalk:库管小李");
            JsonNode call = tab.next("wire", line -> line.has("what"));
            assertThat(Json.text(call, "direction")).isEqualTo("DINGTALK_TO_BOT");
            assertThat(Json.text(
                            desk.get("/simulator/api/wire/" + Json.text(call, "number"))
                                    .json(),
                            "request"))
                    .contains("\"在\"");
        }
    }

    @Test
    void a_picture_can_be_looked_at_and_a_file_keeps_its_name() {
        String png = Base64.getEncoder().encodeToString(Calls.PNG);
        desk.post("dingtalk/picture", "{'person':'销售小王','base64':'" + png + "'}");
        desk.post("dingtalk/file", "{'person':'销售小王','base64':'" + png + "','fileName':'../单子.pdf'}");
        JsonNode messages =
                desk.get("/simulator/api/dingtalk/messages?person=销售小王").json().path("messages");
        String key = Json.text(messages.path(messages.size() - 2).path("content"), "image_key");
        assertThat(desk.get("/simulator/media?key=" + key).header("Content-Type"))
                .isEqualTo("image/png");
        assertThat(Json.text(messages.path(messages.size() - 1).path("content"), "file_name"))
                .isEqualTo(".._单子.pdf");
    }

    @Test
    void the_administrator_moves_a_persons_work_in_the_chat_and_back() {
        DingTalkPlatform dingTalk = DingTalkSide.of(desk.simulator());
        String account = "dingtalk:" + dingTalk.person("审批人张总").userId();

        String there = Json.text(
                desk.post("workplace", "{'name':'审批人张总','dingtalk':true}").json(), "line");

        assertThat(there).isEqualTo("/role set 审批人 " + account + " @审批人刘总");
        assertThat(worksOn("审批人张总")).isEqualTo("dingtalk");
        assertThat(worksOn("审批人刘总")).isEqualTo("feishu");
        String both = Json.text(
                desk.post("workplace", "{'name':'审批人刘总','dingtalk':true}").json(), "line");
        assertThat(both).contains(account).doesNotContain("@");
        desk.post("workplace", "{'name':'审批人张总','dingtalk':false}");
        assertThat(worksOn("审批人张总")).isEqualTo("feishu");
        assertThat(desk.post("workplace", "{'name':'销售小陈'}").problem()).contains("不用换");
    }

    @Test
    void what_is_said_and_sent_on_a_dingtalk_phone_is_part_of_the_recording() {
        desk.post("dingtalk/say", "{'person':'财务小赵','text':'记下来'}");
        desk.post("group/say", "{'person':'财务小赵','text':'大家记下来'}");
        assertThat(new String(desk.get("/simulator/api/recording").raw().body(), StandardCharsets.UTF_8))
                .contains("{\"act\":\"say\",\"who\":\"财务小赵\",\"on\":\"dingtalk\",\"text\":\"记下来\"}")
                .contains("{\"act\":\"say\",\"who\":\"财务小赵\",\"text\":\"大家记下来\",\"in\":\"发货群\"}");
    }

    @Test
    void faults_of_dingtalk_are_its_own() throws Exception {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            desk.post("dingtalk/faults", "{'kind':'SYSTEM_BUSY','on':true,'calls':2}");
            assertThat(tab.next("dingtalk-faults").toString()).contains("\"left\":2");
            assertThat(desk.feishu().faults().waiting()).isEmpty();
            desk.post("dingtalk/faults", "{'clear':true}");
            assertThat(DingTalkSide.of(desk.simulator()).faults().settings()).noneMatch(FaultPlan.Setting::on);
            assertThat(desk.post("dingtalk/faults", "{'kind':'BORED'}").problem())
                    .contains("BORED");
        }
    }

    @Test
    void who_is_out_of_reach_on_dingtalk_is_in_reach_on_feishu() {
        desk.post("dingtalk/reachable", "{'person':'财务小赵','yes':false}");
        DingTalkPlatform dingTalk = DingTalkSide.of(desk.simulator());
        assertThat(dingTalk.reachable(dingTalk.person("财务小赵"))).isFalse();
        assertThat(desk.feishu().reachable(desk.feishu().person("财务小赵"))).isTrue();
        assertThat(desk.post("dingtalk/reachable", "{'person':'谁'}").status()).isEqualTo(404);
    }

    @Test
    void a_reset_empties_dingtalk_and_a_restart_finds_it_as_it_was(@TempDir Path data) {
        try (Desk first = new Desk(data)) {
            first.post("dingtalk/say", "{'person':'库管小李','text':'明天还在'}");
        }
        try (Desk second = new Desk(data)) {
            DingTalkPerson li = DingTalkSide.of(second.simulator()).person("库管小李");
            assertThat(li.messages()).hasSize(1);
            second.post("reset", "{}");
            assertThat(li.messages()).isEmpty();
            second.post("dingtalk/say", "{'person':'库管小李','text':'新的'}");
        }
        try (Desk third = new Desk(data)) {
            assertThat(DingTalkSide.of(third.simulator()).person("库管小李").messages())
                    .hasSize(1);
        }
    }

    private static String worksOn(String name) {
        try (PageTab tab = desk.tab()) {
            for (JsonNode person : tab.next("hello").path("people")) {
                if (Json.text(person, "name").equals(name)) {
                    return Json.text(person, "worksOn");
                }
            }
        }
        throw new AssertionError("no " + name);
    }
}
