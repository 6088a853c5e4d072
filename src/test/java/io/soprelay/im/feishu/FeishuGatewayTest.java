package io.soprelay.im.feishu;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.GroupChat;
import io.soprelay.im.ImGateway.Download;
import io.soprelay.im.ImGateway.Lookup;
import io.soprelay.im.ImGateway.Profile;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.Platform;
import io.soprelay.im.SampleCards;
import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FeishuGatewayTest extends FeishuGatewayBench {
    @Test
    void sends_a_card_with_its_create_key_and_fetches_the_token_once() {
        answerMessages(okJson(SENT));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.notice())).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(gateway.sendCard(LI, "key-2", SampleCards.notice())).isEqualTo(new SendResult.Sent("om_1"));

        LoggedRequest request = messages().getFirst();
        JsonNode body = json(request.getBodyAsString());
        assertThat(request.getUrl()).isEqualTo(MESSAGES + "?receive_id_type=open_id");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t-1");
        assertThat(body.get("receive_id").stringValue()).isEqualTo("ou_li");
        assertThat(body.get("msg_type").stringValue()).isEqualTo("interactive");
        assertThat(body.get("uuid").stringValue()).isEqualTo("key-1");
        assertThat(json(body.get("content").stringValue()).get("schema").stringValue())
                .isEqualTo("2.0");
        assertThat(FEISHU.findAll(postRequestedFor(urlPathEqualTo(TOKEN)))).hasSize(1);
    }

    @Test
    void updates_a_card_in_place() {
        FEISHU.stubFor(patch(urlPathEqualTo(MESSAGES + "/om_1")).willReturn(okJson("{\"code\":0,\"data\":{}}")));

        assertThat(gateway.updateCard("om_1", SampleCards.done())).isEqualTo(new SendResult.Sent("om_1"));
    }

    @Test
    void a_card_that_is_being_pressed_is_updated_a_moment_after_its_answer() {
        FEISHU.stubFor(patch(urlPathEqualTo(MESSAGES + "/om_1")).willReturn(okJson("{\"code\":0,\"data\":{}}")));
        presses.begin("om_1");
        presses.begin("om_1");
        presses.end("om_1");

        assertThat(gateway.updateCard("om_1", SampleCards.done())).isInstanceOf(SendResult.Retry.class);
        presses.end("om_1");
        now = now.plusMillis(400);
        assertThat(gateway.updateCard("om_1", SampleCards.done()))
                .isEqualTo(SendResult.Retry.unasked(Duration.ofMillis(600), "the card is being pressed"));
        FEISHU.verify(0, patchRequestedFor(urlPathEqualTo(MESSAGES + "/om_1")));

        now = now.plusMillis(600);
        assertThat(gateway.updateCard("om_1", SampleCards.done())).isEqualTo(new SendResult.Sent("om_1"));
    }

    @Test
    void words_from_people_are_words_in_a_text_message() {
        answerMessages(okJson(SENT));

        gateway.sendText(LI, "key-1", "<at user_id=\"all\"></at> [x](https://e.cn)", null);

        assertThat(json(messages().getFirst().getBodyAsString()).get("content").stringValue())
                .isEqualTo("{\"text\":\"&lt;at user_id=\\\"all\\\"&gt;&lt;/at&gt; [x] (https://e.cn)\"}");
    }

    @Test
    void writes_to_a_group_by_its_chat_id() {
        answerMessages(okJson(SENT));

        gateway.sendText(new GroupChat(Platform.FEISHU, "oc_sales"), "key-1", "大家好", null);

        LoggedRequest request = messages().getFirst();
        assertThat(request.getUrl()).isEqualTo(MESSAGES + "?receive_id_type=chat_id");
        assertThat(json(request.getBodyAsString()).get("receive_id").stringValue())
                .isEqualTo("oc_sales");
    }

    @Test
    void an_answer_to_a_recalled_message_is_sent_on_its_own() {
        FEISHU.stubFor(post(urlPathEqualTo(MESSAGES + "/om_0/reply"))
                .willReturn(okJson("{\"code\":230011,\"msg\":\"recalled\"}")));
        answerMessages(okJson(SENT));

        assertThat(gateway.sendText(LI, "key-1", "已收到", "om_0")).isEqualTo(new SendResult.Sent("om_1"));
    }

    @Test
    void a_card_the_platform_would_refuse_never_leaves() {
        Card card = new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "x")
                .paragraph("好".repeat(11_000))
                .build();

        assertThat(gateway.sendCard(LI, "k", card)).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(Cause.BAD_CONTENT);
            assertThat(refused.detail()).contains("bytes");
        });
        assertThat(messages()).isEmpty();
    }

    @Test
    void uploads_a_picture_once_and_again_when_the_platform_forgot_it() {
        Card card = cardWith(media.store("picture".getBytes(UTF_8)));
        FEISHU.stubFor(post(urlPathEqualTo("/open-apis/im/v1/images"))
                .willReturn(okJson("{\"code\":0,\"data\":{\"image_key\":\"img_new\"}}")));
        answerMessages(okJson(SENT));

        gateway.sendCard(LI, "k1", card);
        gateway.sendCard(LI, "k2", card);

        assertThat(images()).hasSize(1);
        assertThat(images().getFirst().getBodyAsString()).contains("picture").contains("name=\"image_type\"");
        assertThat(messages().getFirst().getBodyAsString()).contains("img_new");

        FEISHU.stubFor(
                post(urlPathEqualTo(MESSAGES))
                        .inScenario("image")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("again")
                        .willReturn(
                                okJson(
                                        "{\"code\":230099,\"msg\":\"Failed to create card content, ext=ErrCode: 200570; ErrMsg: x\"}")));
        FEISHU.stubFor(post(urlPathEqualTo(MESSAGES))
                .inScenario("image")
                .whenScenarioStateIs("again")
                .willReturn(okJson(SENT)));

        assertThat(gateway.sendCard(LI, "k3", card)).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(images()).hasSize(2);
    }

    @Test
    void a_picture_nobody_can_show_is_named_in_words() {
        answerMessages(okJson(SENT));

        assertThat(gateway.sendCard(LI, "k", cardWith(SampleCards.WAYBILL))).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(messages().getFirst().getBodyAsString()).contains("图片暂时显示不了");
    }

    @Test
    void downloads_what_was_sent_up_to_a_limit() {
        FEISHU.stubFor(get(urlPathEqualTo(MESSAGES + "/om_1/resources/file_1"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/pdf")
                        .withBody("0123456789")));
        Attachment attachment = new Attachment("file_1", false, "物流单.pdf");

        assertThat(gateway.download("om_1", attachment, 10)).isInstanceOfSatisfying(Download.Done.class, done -> {
            assertThat(done.bytes()).asString(UTF_8).isEqualTo("0123456789");
            assertThat(done.contentType()).isEqualTo("application/pdf");
            assertThat(done.name()).isEqualTo("物流单.pdf");
        });
        assertThat(gateway.download("om_1", attachment, 9)).isInstanceOf(Download.TooLarge.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,234003,Impossible",
        "400,234037,Impossible",
        "404,404,Impossible",
        "500,1,Later",
        "429,99991400,Later"
    })
    void says_whether_a_download_can_still_succeed(int status, int code, String result) {
        FEISHU.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().withStatus(status).withBody("{\"code\":" + code + ",\"msg\":\"no\"}")));

        Download download = gateway.download("om_1", new Attachment("img_1", true, null), 10);

        assertThat(download.getClass().getSimpleName()).isEqualTo(result);
        assertThat(download.toString()).as("for the platform's own reason").contains("code " + code);
    }

    @Test
    void knows_people_by_account_and_mobile() {
        FEISHU.stubFor(get(urlPathEqualTo("/open-apis/contact/v3/users/ou_li"))
                .willReturn(okJson("{\"code\":0,\"data\":{\"user\":{\"name\":\"库管小李\",\"union_id\":\"on_li\"}}}")));
        FEISHU.stubFor(post(urlPathEqualTo("/open-apis/contact/v3/users/batch_get_id"))
                .willReturn(okJson(
                        "{\"code\":0,\"data\":{\"user_list\":[{\"mobile\":\"13800000000\",\"user_id\":\"ou_li\"}]}}")));

        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Known(new Profile(LI, "库管小李", "on_li", null)));
        assertThat(gateway.findByMobile("13800000000")).contains(LI);
    }

    @Test
    void a_name_that_may_not_be_read_is_told_from_a_platform_that_fails() {
        FEISHU.stubFor(get(urlPathEqualTo("/open-apis/contact/v3/users/ou_li"))
                .willReturn(okJson("{\"code\":0,\"data\":{\"user\":{\"union_id\":\"on_li\"}}}")));
        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Untold());

        FEISHU.stubFor(get(urlPathEqualTo("/open-apis/contact/v3/users/ou_li"))
                .willReturn(okJson("{\"code\":99991672,\"msg\":\"no scope\"}")));
        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Untold());

        FEISHU.stubFor(get(urlPathEqualTo("/open-apis/contact/v3/users/ou_li"))
                .willReturn(aResponse().withStatus(502)));
        assertThat(gateway.profile(LI)).isInstanceOf(Lookup.Later.class);

        FEISHU.stubFor(get(urlPathEqualTo("/open-apis/contact/v3/users/ou_li"))
                .willReturn(
                        aResponse().withStatus(400).withBody("{\"code\":99992351,\"msg\":\"not a valid open_id\"}")));
        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Nobody());
    }

    @Test
    void what_the_platform_does_not_offer_is_simply_unknown() {
        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Untold());
        assertThat(gateway.findByMobile("13800000000")).isEmpty();
        assertThat(gateway.botOpenId()).isEmpty();

        FEISHU.stubFor(get("/open-apis/bot/v3/info")
                .willReturn(okJson("{\"code\":0,\"msg\":\"ok\",\"bot\":{\"open_id\":\"ou_bot\"}}")));
        assertThat(gateway.botOpenId()).as("not asked again at once").isEmpty();
        now = now.plusSeconds(301);
        assertThat(gateway.botOpenId()).contains("ou_bot");
    }

    @Test
    void refuses_a_create_key_the_platform_would_not_take() {
        assertThatThrownBy(() -> gateway.sendText(LI, "k".repeat(51), "hi", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 50");
    }
}
