package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryAndFilesTest extends PlatformFixture {
    private static final Map<String, String> FOR_MESSAGES = Map.of("image_type", "message");

    @Test
    void people_are_found_by_id_in_batches_and_by_mobile() {
        Calls.Answer one =
                calls.call("GET", "/open-apis/contact/v3/users/" + li.openId() + "?user_id_type=open_id", "");
        assertThat(one.json().path("data").path("user").path("name").asString()).isEqualTo("库管小李");
        Calls.Answer two = calls.call(
                "GET", "/open-apis/contact/v3/users/batch?user_ids=" + li.openId() + "&user_ids=" + wang.openId(), "");
        assertThat(two.json().path("data").path("items").size()).isEqualTo(2);
        Calls.Answer mobile = calls.call(
                "POST",
                "/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id",
                "{\"mobiles\":[\"13800000002\",\"13900000000\"]}");
        assertThat(mobile.json()
                        .path("data")
                        .path("user_list")
                        .get(0)
                        .path("user_id")
                        .asString())
                .isEqualTo(li.openId());
        assertThat(mobile.json().path("data").path("user_list").get(1).has("user_id"))
                .isFalse();
        assertThat(calls.call("GET", "/open-apis/contact/v3/users/" + li.openIdInAnotherApp(), "")
                        .code())
                .isEqualTo(99992361);
        assertThat(calls.call("GET", "/open-apis/contact/v3/users/ou_x", "").code())
                .isEqualTo(99992351);
        assertThat(calls.call("GET", "/open-apis/bot/v3/info", "")
                        .json()
                        .path("bot")
                        .path("app_name")
                        .asString())
                .isEqualTo("接力");
    }

    @Test
    void an_uploaded_picture_can_be_shown_and_fetched() {
        Calls.Answer up = calls.upload("/open-apis/im/v1/images", FOR_MESSAGES, "image", Calls.PNG);
        String key = up.json().path("data").path("image_key").asString("");
        assertThat(calls.sendCard(li, SampleCards.card("{\"tag\":\"img\",\"img_key\":\"" + key + "\"}"))
                        .code())
                .isZero();
        assertThat(li.latestCard().pictures()).containsExactly(key);
        assertThat(calls.download("/open-apis/im/v1/images/" + key).body()).isEqualTo(Calls.PNG);
        assertThat(feishu.mediaBytes(key)).hasValue(Calls.PNG);
    }

    @Test
    void what_is_no_picture_is_refused() {
        assertThat(calls.upload("/open-apis/im/v1/images", FOR_MESSAGES, "image", new byte[0])
                        .code())
                .isEqualTo(234010);
        assertThat(calls.upload("/open-apis/im/v1/images", FOR_MESSAGES, "image", new byte[] {1, 2, 3})
                        .code())
                .isEqualTo(234011);
        assertThat(calls.upload("/open-apis/im/v1/images", FOR_MESSAGES, "image", new byte[10 * 1024 * 1024 + 1])
                        .code())
                .isEqualTo(234006);
        assertThat(calls.upload("/open-apis/im/v1/images", Map.of(), "image", Calls.PNG)
                        .code())
                .isEqualTo(234001);
        Map<String, String> pdf = Map.of("file_type", "pdf", "file_name", "a.pdf");
        assertThat(calls.upload("/open-apis/im/v1/files", pdf, "file", new byte[] {1})
                        .code())
                .isZero();
        assertThat(calls.upload("/open-apis/im/v1/files", Map.of("file_type", "exe"), "file", new byte[] {1})
                        .code())
                .isEqualTo(234001);
    }

    @Test
    void evidence_comes_with_its_message_and_only_with_it() {
        calls.sendCard(li, SampleCards.shippingForm());
        String id = li.repliesWithPicture(li.latestCard(), Calls.PNG).messageId();
        String content =
                bot.last().path("event").path("message").path("content").asString("");
        String key = Json.text(Json.parse(content), "image_key");
        String path = "/open-apis/im/v1/messages/%s/resources/%s?type=%s";
        var picture = calls.download(path.formatted(id, key, "image"));
        assertThat(picture.body()).isEqualTo(Calls.PNG);
        assertThat(picture.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(calls.call("GET", path.formatted(id, key, "file"), "").code())
                .isEqualTo(234003);
        assertThat(calls.call("GET", path.formatted(id, key, "x"), "").code()).isEqualTo(234001);
        String other = li.says("hi").messageId();
        assertThat(calls.call("GET", path.formatted(other, key, "image"), "").code())
                .isEqualTo(234003);
        String card = li.latestCard().messageId();
        assertThat(calls.call("GET", path.formatted(card, key, "image"), "").code())
                .isEqualTo(234043);
    }
}
