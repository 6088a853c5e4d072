package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the robot says, what people say to it, files both ways, and the directory. */
class RobotMessagesTest extends DingTalkFixture {
    private static final byte[] PNG = io.soprelay.im.simulator.Calls.PNG;

    @Test
    void the_robot_writes_to_people_and_learns_whom_it_did_not_reach() {
        ObjectNode body = robot("sampleMarkdown", "{\"title\":\"日报\",\"text\":\"**三件**\"}");
        body.withArray("userIds").add(li.userId()).add("nobody");

        JsonNode answer = calls.post("/v1.0/robot/oToMessages/batchSend", body).json();

        assertThat(Json.text(answer, "processQueryKey")).isNotEmpty();
        assertThat(answer.path("invalidStaffIdList")).hasSize(1);
        assertThat(li.textsFromBot().getFirst()).contains("日报", "三件");

        body.put("msgParam", "no json");
        assertThat(calls.post("/v1.0/robot/oToMessages/batchSend", body).status())
                .isEqualTo(400);
        body.put("robotCode", "another");
        assertThat(calls.post("/v1.0/robot/oToMessages/batchSend", body).code())
                .isEqualTo("invalidParameter.robotCode");
    }

    @Test
    void in_a_group_it_hears_only_what_mentions_it() {
        DingTalkGroup group = dingTalk.addGroup("发货群", wang, li);
        li.saysIn(group, "大家好");
        assertThat(bot.pushes()).isEmpty();

        li.saysIn(group, "@接力 /todo @销售小王");

        JsonNode message = bot.last();
        assertThat(Json.text(message.path("text"), "content")).isEqualTo(" /todo @销售小王");
        assertThat(Json.text(message, "conversationType")).isEqualTo("2");
        assertThat(Json.text(message, "conversationTitle")).isEqualTo("发货群");
        assertThat(message.path("atUsers").path(1).path("staffId").asString()).isEqualTo(wang.userId());
        ObjectNode body = robot("sampleText", "{\"content\":\"三件\"}")
                .put("openConversationId", Json.text(message, "conversationId"));
        assertThat(calls.post("/v1.0/robot/groupMessages/send", body).status()).isEqualTo(200);
        assertThat(wang.messagesIn(group)).hasSize(3);
    }

    @Test
    void a_message_can_be_answered_through_its_webhook_for_ninety_minutes() {
        li.says("在吗");
        assertThat(Json.text(bot.last(), "conversationType")).isEqualTo("1");
        String webhook = Json.text(bot.last(), "sessionWebhook");
        JsonNode reply = Json.parse("{\"msgtype\":\"text\",\"text\":{\"content\":\"在\"}}");

        assertThat(calls.call("POST", webhook, reply, "").errcode()).isZero();
        assertThat(li.textsFromBot()).containsExactly("在");

        time.forward(Duration.ofMinutes(90));
        assertThat(calls.call("POST", webhook, reply, "").errcode()).isNotZero();
    }

    @Test
    void pictures_and_files_are_fetched_by_their_code() {
        li.sendsPicture(PNG);
        assertThat(Json.text(bot.last(), "msgtype")).isEqualTo("picture");
        JsonNode address = download(bot.last().path("content"));
        assertThat(calls.download(Json.text(address, "downloadUrl"))).isEqualTo(PNG);
        assertThat(Json.text(address, "downloadUrl")).endsWith(".file");

        li.sendsFile("回单.pdf", new byte[] {1, 2, 3});
        assertThat(Json.text(bot.last().path("content"), "fileName")).isEqualTo("回单.pdf");
        JsonNode content = bot.last().path("content");
        time.forward(Duration.ofHours(1));
        assertThat(Json.text(download(content), "code")).isEqualTo("invalidParameter.robotCode.downloadCode");
    }

    @Test
    void words_and_pictures_come_in_one_message() {
        DingTalkGroup group = dingTalk.addGroup("发货群", wang, li);
        li.sendsRichIn(group, "@接力 回单", List.of(PNG, PNG));

        JsonNode parts = bot.last().path("content").path("richText");
        assertThat(parts).hasSize(3);
        assertThat(Json.text(parts.path(0), "text")).isEqualTo(" 回单");
        assertThat(Json.text(parts.path(2), "type")).isEqualTo("picture");
    }

    @Test
    void the_app_uploads_what_dingtalk_takes() {
        Calls.Answer picture = calls.upload("image", "a.png", PNG);
        assertThat(picture.errcode()).isZero();
        assertThat(dingTalk.uploadedPicture(Json.text(picture.json(), "media_id")))
                .isTrue();

        assertThat(calls.upload("image", "a.png", new byte[] {1, 2}).errcode()).isNotZero();
        assertThat(calls.upload("file", "a.exe", PNG).errcode()).isNotZero();
        assertThat(calls.upload("file", "a.pdf", PNG).errcode()).isZero();
    }

    @Test
    void the_directory_knows_people_by_id_mobile_and_union_id() {
        JsonNode person = calls.old("/topapi/v2/user/get", Json.object().put("userid", li.userId()))
                .json()
                .path("result");
        assertThat(Json.text(person, "name")).isEqualTo("库管小李");
        assertThat(Json.text(person, "unionid")).isEqualTo(li.unionId());
        assertThat(person.has("mobile")).isFalse();
        assertThat(calls.old("/topapi/v2/user/getbymobile", Json.object().put("mobile", "13800000002"))
                        .json()
                        .at("/result/userid")
                        .asString())
                .isEqualTo(li.userId());
        assertThat(calls.old("/topapi/user/getbyunionid", Json.object().put("unionid", li.unionId()))
                        .json()
                        .at("/result/userid")
                        .asString())
                .isEqualTo(li.userId());
        assertThat(calls.old("/topapi/v2/user/get", Json.object().put("userid", "nobody"))
                        .errcode())
                .isEqualTo(60121);
    }

    private JsonNode download(JsonNode content) {
        ObjectNode body = Json.object()
                .put("downloadCode", Json.text(content, "downloadCode"))
                .put("robotCode", dingTalk.config().app().robotCode());
        return calls.post("/v1.0/robot/messageFiles/download", body).json();
    }

    private ObjectNode robot(String key, String param) {
        return Json.object()
                .put("robotCode", dingTalk.config().app().robotCode())
                .put("msgKey", key)
                .put("msgParam", param);
    }
}
