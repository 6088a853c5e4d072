package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageApiTest extends PlatformFixture {
    private final String hello = "{\"text\":\"你好\"}";

    @Test
    void a_text_and_a_card_reach_the_phone() {
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isZero();
        Calls.Answer sent = calls.sendCard(li, SampleCards.shippingForm());
        assertThat(sent.code()).isZero();
        assertThat(li.textsFromBot()).containsExactly("你好");
        assertThat(li.latestCard().messageId()).isEqualTo(sent.messageId());
        assertThat(sent.json().path("data").path("chat_id").asString()).isEqualTo(li.chatId());
        assertThat(wang.messages()).isEmpty();
        assertThat(sent.header("x-tt-logid")).isNotEmpty();
    }

    @Test
    void a_repeated_uuid_gives_the_old_message_for_an_hour() {
        String first = calls.create(li.openId(), "text", hello, "u1").messageId();
        assertThat(calls.create(li.openId(), "text", hello, "u1").messageId()).isEqualTo(first);
        time.forward(Duration.ofMinutes(61));
        assertThat(calls.create(li.openId(), "text", hello, "u1").messageId()).isNotEqualTo(first);
        assertThat(li.messages()).hasSize(2);
        assertThat(calls.create(li.openId(), "text", hello, "u".repeat(51)).code())
                .isEqualTo(230001);
    }

    @Test
    void receivers_the_app_can_not_have_are_refused() {
        assertThat(calls.create("ou_nobody", "text", hello, "").code()).isEqualTo(99992351);
        assertThat(calls.create(li.openIdInAnotherApp(), "text", hello, "").code())
                .isEqualTo(99992361);
        assertThat(calls.create(li.chatId(), "text", hello, "").code()).isEqualTo(230034);
        feishu.reachable(li, false);
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isEqualTo(230013);
        feishu.reachable(li, true);
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isZero();
        String byChat = "{\"receive_id\":\"%s\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"x\\\"}\"}";
        assertThat(calls.call(
                                "POST",
                                "/open-apis/im/v1/messages?receive_id_type=chat_id",
                                byChat.formatted(li.chatId()))
                        .code())
                .isZero();
        assertThat(calls.call("POST", "/open-apis/im/v1/messages?receive_id_type=name", "{}")
                        .code())
                .isEqualTo(99992402);
    }

    @Test
    void bad_content_is_refused_with_its_own_code() {
        assertThat(calls.create(li.openId(), "poem", hello, "").code()).isEqualTo(230001);
        assertThat(calls.create(li.openId(), "text", "你好", "").code()).isEqualTo(230001);
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"" + "x".repeat(160_000) + "\"}", "")
                        .code())
                .isEqualTo(230025);
        assertThat(calls.sendCard(li, SampleCards.card(SampleCards.text("长".repeat(11_000))))
                        .code())
                .isEqualTo(230025);
        Calls.Answer bad = calls.sendCard(li, SampleCards.card("{\"tag\":\"note\"}"));
        assertThat(bad.code()).isEqualTo(230099);
        assertThat(bad.json().path("msg").asString()).contains("ErrCode: 200861");
        assertThat(bad.json().path("error").path("log_id").asString()).isNotEmpty();
        assertThat(li.messages()).isEmpty();
    }

    @Test
    void a_card_is_updated_for_14_days_and_not_after_recall() {
        String id = calls.sendCard(li, SampleCards.card(SampleCards.text("一"))).messageId();
        time.forward(Duration.ofDays(13));
        assertThat(calls.update(id, SampleCards.card(SampleCards.text("二"))).code())
                .isZero();
        assertThat(li.latestCard().shows("二")).isTrue();
        assertThat(calls.update(id, SampleCards.card("{\"tag\":\"action\"}")).code())
                .isEqualTo(230099);
        time.forward(Duration.ofDays(2));
        assertThat(calls.update(id, SampleCards.card()).code()).isEqualTo(230031);
        String other = calls.sendCard(li, SampleCards.card()).messageId();
        feishu.recall(other);
        assertThat(calls.update(other, SampleCards.card()).code()).isEqualTo(230011);
        assertThat(calls.update("om_unknown", SampleCards.card()).code()).isEqualTo(230110);
        String text = calls.create(li.openId(), "text", hello, "").messageId();
        assertThat(calls.update(text, SampleCards.card()).code()).isEqualTo(230001);
    }

    @Test
    void a_reply_knows_its_parent_and_is_deduplicated_too() {
        String parent = li.says("在吗").messageId();
        String body = "{\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"在\\\"}\",\"uuid\":\"r1\"}";
        Calls.Answer reply = calls.call("POST", "/open-apis/im/v1/messages/" + parent + "/reply", body);
        calls.call("POST", "/open-apis/im/v1/messages/" + parent + "/reply", body);
        assertThat(li.messages()).hasSize(2);
        assertThat(li.messages().getLast().parentId()).isEqualTo(parent);
        assertThat(reply.code()).isZero();
    }

    @Test
    void nothing_answers_or_ends_a_recalled_message() {
        String id = calls.create(li.openId(), "text", hello, "").messageId();
        String path = "/open-apis/im/v1/messages/" + id;
        assertThat(calls.call("DELETE", path, "").code()).isZero();
        assertThat(li.messages().getFirst().recalled()).isTrue();
        assertThat(calls.call("DELETE", path, "").code()).isEqualTo(230011);
        assertThat(calls.call(
                                "POST",
                                path + "/reply",
                                "{\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"x\\\"}\"}")
                        .code())
                .isEqualTo(230011);
        String said = li.says("x").messageId();
        assertThat(calls.call("DELETE", "/open-apis/im/v1/messages/" + said, "").code())
                .isEqualTo(230026);
    }

    @Test
    void people_who_can_not_be_reached_have_a_code_each() {
        feishu.reach(li, Reach.RESIGNED);
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isEqualTo(230029);
        String mention = SampleCards.card(SampleCards.markdown("<at id=" + li.openId() + "></at>"));
        Calls.Answer bad = calls.sendCard(wang, mention);
        assertThat(bad.code()).isEqualTo(230099);
        assertThat(bad.json().path("msg").asString()).contains("ErrCode: 100290");
        assertThat(calls.call("GET", "/open-apis/contact/v3/users/" + li.openId(), "")
                        .json()
                        .at("/data/user/status/is_resigned")
                        .asBoolean())
                .isTrue();
        feishu.reach(li, Reach.MUTED);
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isEqualTo(230053);
        feishu.reach(li, Reach.BLOCKED);
        assertThat(calls.create(li.openId(), "text", hello, "").code()).isEqualTo(230035);
        feishu.reach(li, Reach.REACHABLE);
        assertThat(calls.sendCard(wang, mention).code()).isZero();
    }

    @Test
    void a_receiver_by_an_id_nobody_has_is_not_found() {
        String body = Json.write(Json.object()
                .put("receive_id", li.openId())
                .put("msg_type", "text")
                .put("content", hello));
        for (String type : List.of("user_id", "email", "union_id")) {
            assertThat(calls.call("POST", "/open-apis/im/v1/messages?receive_id_type=" + type, body)
                            .code())
                    .as(type)
                    .isEqualTo(230034);
        }
    }

    @Test
    void empty_texts_and_calls_to_everyone_are_refused() {
        for (String content : List.of(
                "{}",
                "{\"text\":\"\"}",
                "{\"text\":\"  \"}",
                "[]",
                "{\"text\":\"<at user_id=\\\"all\\\">所有人</at>\"}",
                "{\"text\":\"<at user_id=all></at>\"}")) {
            assertThat(calls.create(li.openId(), "text", content, "").code())
                    .as(content)
                    .isEqualTo(230001);
        }
        String escaped = "{\"text\":\"&lt;at user_id=all&gt;\"}";
        assertThat(calls.create(li.openId(), "text", escaped, "").code()).isZero();
    }

    @Test
    void pictures_and_files_must_be_the_apps_own() {
        assertThat(calls.create(li.openId(), "image", "{\"image_key\":\"img_x\"}", "")
                        .code())
                .isEqualTo(230001);
        assertThat(calls.create(li.openId(), "file", "{\"file_key\":\"file_x\"}", "")
                        .code())
                .isEqualTo(230001);
        String ours = calls.upload(
                        "/open-apis/im/v1/files", Map.of("file_type", "pdf", "file_name", "a.pdf"), "file", new byte[] {
                            1
                        })
                .json()
                .at("/data/file_key")
                .asString();
        assertThat(calls.create(li.openId(), "file", "{\"file_key\":\"" + ours + "\"}", "")
                        .code())
                .isZero();
        String avatar = calls.upload("/open-apis/im/v1/images", Map.of("image_type", "avatar"), "image", Calls.PNG)
                .json()
                .at("/data/image_key")
                .asString();
        Calls.Answer card = calls.sendCard(li, SampleCards.card("{\"tag\":\"img\",\"img_key\":\"" + avatar + "\"}"));
        assertThat(card.json().path("msg").asString()).contains("ErrCode: 200570");
    }

    @Test
    void a_card_of_30_kb_goes_through_and_one_byte_more_does_not() {
        int frame = SampleCards.card(SampleCards.text("")).getBytes(StandardCharsets.UTF_8).length;
        String exact = SampleCards.card(SampleCards.text("x".repeat(30 * 1024 - frame)));
        assertThat(exact.getBytes(StandardCharsets.UTF_8)).hasSize(30 * 1024);
        assertThat(calls.sendCard(li, exact).code()).isZero();
        assertThat(calls.sendCard(li, exact.replaceFirst("xx", "xxx")).code()).isEqualTo(230025);
    }

    @Test
    void a_buzz_is_for_own_messages() {
        String card = calls.sendCard(li, SampleCards.card()).messageId();
        String path = "/open-apis/im/v1/messages/%s/urgent_app?user_id_type=open_id";
        String who = "{\"user_id_list\":[\"" + li.openId() + "\",\"ou_nobody\"]}";
        Calls.Answer buzzed = calls.call("PATCH", path.formatted(card), who);
        assertThat(buzzed.json()
                        .path("data")
                        .path("invalid_user_id_list")
                        .get(0)
                        .asString())
                .isEqualTo("ou_nobody");
        assertThat(calls.call("PATCH", path.formatted(card), "{\"user_id_list\":[]}")
                        .code())
                .isEqualTo(230001);
        String own = li.says("x").messageId();
        assertThat(calls.call("PATCH", path.formatted(own), who).code()).isEqualTo(230012);
    }

    @Test
    void an_unknown_path_is_a_plain_404() {
        assertThat(calls.call("GET", "/open-apis/application/v7/app_slash_commands", "")
                        .status())
                .isEqualTo(404);
    }
}
