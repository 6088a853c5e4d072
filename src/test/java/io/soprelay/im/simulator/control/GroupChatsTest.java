package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The group of each platform, as the page has it: a chat of each member. */
class GroupChatsTest {
    private static Desk desk;

    @BeforeAll
    static void open(@TempDir Path data) {
        desk = new Desk(data);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"'',销售小王#group", "dingtalk/,dingtalk:销售小王#group"})
    void a_page_that_comes_is_told_of_the_group_on_each_members_phone(String platform, String owner) throws Exception {
        desk.post(platform + "group/say", "{'person':'销售小王','text':'来了'}");
        try (PageTab tab = desk.tab()) {
            JsonNode groups = tab.next("hello").path("groups");
            assertThat(groups.size()).isEqualTo(2 * Cast.ALL.size());
            JsonNode own = named(groups, owner);
            assertThat(Json.text(own, "group")).isEqualTo(Cast.GROUP);
            assertThat(own.path("members").asInt(0)).isEqualTo(Cast.ALL.size());
            assertThat(own.path("count").asInt(0)).isPositive();
            assertThat(Json.text(own.path("last"), "text")).isEqualTo("来了");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',''", "dingtalk/,dingtalk:"})
    void what_is_said_reaches_every_member_with_its_sender_and_the_bot_only_where_it_is_mentioned(
            String platform, String prefix) throws Exception {
        try (PageTab tab = desk.tab()) {
            tab.next("hello");
            JsonNode quiet = desk.post(platform + "group/say", "{'person':'销售小王','text':'吃饭了'}")
                    .json();
            assertThat(quiet.path("heard").asBoolean(true)).isFalse();
            assertThat(quiet.path("delivered").asBoolean(false)).isTrue();
            JsonNode own = tab.next("message", news -> Json.text(news, "person").equals(prefix + "销售小王#group"));
            assertThat(own.path("message").path("mine").asBoolean(false)).isTrue();
            assertThat(own.path("message").has("from")).isFalse();
            JsonNode others =
                    tab.next("message", news -> Json.text(news, "person").equals(prefix + "库管小李#group"));
            assertThat(Json.text(others.path("message"), "from")).isEqualTo("销售小王");
            assertThat(Json.text(others.path("message").path("content"), "text"))
                    .isEqualTo("吃饭了");

            JsonNode heard = desk.post(platform + "group/say", "{'person':'库管小李','text':'@接力 帮助'}")
                    .json();
            assertThat(heard.path("heard").asBoolean(false)).isTrue();
            JsonNode call = tab.next("wire", line -> line.has("what"));
            assertThat(Json.text(
                            desk.get("/simulator/api/wire/" + Json.text(call, "number"))
                                    .json(),
                            "request"))
                    .contains("帮助")
                    .doesNotContain("吃饭了");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "dingtalk/"})
    void a_member_reads_the_group_apart_from_the_private_chat(String platform) {
        desk.post(platform + "say", "{'person':'财务小赵','text':'私下说'}");
        desk.post(platform + "group/say", "{'person':'财务小赵','text':'当众说'}");
        String group = desk.get("/simulator/api/" + platform + "group/messages?person=财务小赵")
                .json()
                .toString();
        String alone = desk.get("/simulator/api/" + platform + "messages?person=财务小赵")
                .json()
                .toString();
        assertThat(group).contains("当众说").doesNotContain("私下说");
        assertThat(alone).contains("私下说").doesNotContain("当众说");
        assertThat(desk.post(platform + "group/say", "{'person':'财务小赵','text':' '}")
                        .problem())
                .isNotEmpty();
        assertThat(desk.post(platform + "group/say", "{'person':'谁','text':'在'}")
                        .status())
                .isEqualTo(404);
    }

    private static JsonNode named(JsonNode all, String name) {
        for (JsonNode one : all) {
            if (Json.text(one, "name").equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + all);
    }
}
