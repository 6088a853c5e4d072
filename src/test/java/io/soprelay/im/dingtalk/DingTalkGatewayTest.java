package io.soprelay.im.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.ImGateway.Download;
import io.soprelay.im.ImGateway.Lookup;
import io.soprelay.im.ImGateway.Profile;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.SampleCards;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.media.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DingTalkGatewayTest extends DingTalkGatewayBench {
    private static final ResponseDefinitionBuilder EXISTS =
            aResponse().withStatus(400).withBody("{\"code\":\"param.cardAlreadyExist\",\"message\":\"x\"}");

    @Test
    void sends_a_card_under_its_create_key_to_one_persons_chat_with_the_bot() {
        answerCreates(okJson(DELIVERED));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task())).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(gateway.sendCard(LI, "key-2", SampleCards.task())).isEqualTo(new SendResult.Sent("key-2"));

        LoggedRequest request = creates().getFirst();
        JsonNode body = body(request);
        assertThat(request.getHeader("x-acs-dingtalk-access-token")).isEqualTo("t-1");
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(body.path("cardTemplateId").stringValue()).isEqualTo(TEMPLATE);
        assertThat(body.path("outTrackId").stringValue()).isEqualTo("key-1");
        assertThat(body.path("openSpaceId").stringValue()).isEqualTo("dtv1.card//IM_ROBOT.li");
        assertThat(body.path("callbackType").stringValue()).isEqualTo("STREAM");
        assertThat(body.path("imRobotOpenDeliverModel"))
                .isEqualTo(json("{\"spaceType\":\"IM_ROBOT\",\"robotCode\":\"robot1\"}"));
        JsonNode space = body.path("imRobotOpenSpaceModel");
        String line = "【待办】完成发货 · FH-20261122-0007 · 今天 18:00 前";
        assertThat(space.path("supportForward").booleanValue(true)).isFalse();
        assertThat(space.at("/lastMessageI18n/ZH_CN").stringValue()).isEqualTo(line);
        assertThat(space.at("/lastMessageI18n/EN_US").stringValue()).isEqualTo(line);
        assertThat(space.at("/notification/alertContent").stringValue()).isEqualTo(line);
        assertThat(body.at("/cardData/cardParamMap"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.isString()).isTrue());
        assertThat(tokens()).hasSize(1);
        assertThat(month.used().calls()).as("the token is free").isEqualTo(2);
    }

    @Test
    void updates_a_card_by_key_with_all_of_its_variables() {
        answerUpdates(okJson("{\"success\":true,\"result\":true}"));

        assertThat(gateway.updateCard("key-1", SampleCards.done())).isEqualTo(new SendResult.Sent("key-1"));

        JsonNode body = body(updates().getFirst());
        assertThat(body.path("outTrackId").stringValue()).isEqualTo("key-1");
        assertThat(body.at("/cardUpdateOptions/updateCardDataByKey").booleanValue(false))
                .isTrue();
        assertThat(body.at("/cardUpdateOptions/updatePrivateDataByKey").booleanValue(false))
                .isTrue();
        assertThat(body.at("/cardData/cardParamMap/form_show").stringValue()).isEqualTo("false");
        assertThat(body.at("/cardData/cardParamMap/toast").stringValue()).isEmpty();
    }

    @Test
    void a_card_that_is_being_pressed_is_updated_a_moment_after_its_answer() {
        answerUpdates(okJson("{\"success\":true,\"result\":true}"));
        presses.begin("key-1");
        assertThat(gateway.updateCard("key-1", SampleCards.done())).isInstanceOf(SendResult.Retry.class);
        presses.end("key-1");
        now = now.plus(OpenPresses.SETTLING);

        assertThat(gateway.updateCard("key-1", SampleCards.done())).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(updates()).hasSize(1);
    }

    @Test
    void a_text_is_a_card_with_nothing_but_the_text() {
        answerCreates(okJson(DELIVERED));

        gateway.sendText(LI, "key-1", "已收到\n<a atId=all>", "msg-0");

        JsonNode body = body(creates().getFirst());
        assertThat(body.at("/imRobotOpenSpaceModel/lastMessageI18n/ZH_CN").stringValue())
                .isEqualTo("已收到");
        JsonNode variables = body.at("/cardData/cardParamMap");
        assertThat(variables.path("block1").stringValue()).isEqualTo("已收到<br>＜a atId=all＞");
        assertThat(variables.path("title").stringValue()).isEmpty();
        assertThat(variables.path("b1_show").stringValue()).isEqualTo("false");
    }

    @Test
    void a_card_of_a_lost_try_is_put_into_the_chat_again_and_the_answer_read() {
        answerCreates(EXISTS);
        answerDelivers(okJson("{\"success\":true,\"result\":[{\"spaceType\":\"IM_ROBOT\",\"success\":true}]}"));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task())).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(delivers()).hasSize(1);
        assertThat(updates())
                .as("what has changed since is its sender's to say")
                .isEmpty();
    }

    @Test
    void a_card_of_a_lost_try_that_reached_nobody_is_not_taken_for_arrived() {
        answerCreates(EXISTS);
        answerDelivers(okJson(REFUSED_BY_CHAT));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task()))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(SendResult.Cause.UNREACHABLE));
        assertThat(undelivered.contains("key-1")).as("so that it comes later").isTrue();
    }

    @Test
    void a_card_that_arrives_since_says_nothing_of_a_lost_try_that_reached_nobody() {
        answerCreates(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task())).isInstanceOf(SendResult.Unknown.class);
        answerCreates(okJson(DELIVERED));
        assertThat(gateway.sendCard(LI, "key-2", SampleCards.task())).isEqualTo(new SendResult.Sent("key-2"));
        answerCreates(EXISTS);
        answerDelivers(okJson("{\"success\":true,\"result\":[{\"spaceType\":\"IM_ROBOT\",\"success\":true}]}"));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task())).isEqualTo(new SendResult.Sent("key-1"));

        assertThat(delivers())
                .singleElement()
                .satisfies(put ->
                        assertThat(body(put).path("outTrackId").stringValue()).isEqualTo("key-1"));
    }

    @Test
    void a_platform_that_will_not_put_it_again_has_taken_it() {
        answerCreates(EXISTS);
        answerDelivers(aResponse().withStatus(400).withBody("{\"code\":\"param.unheardOf\",\"message\":\"x\"}"));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task())).isEqualTo(new SendResult.Sent("key-1"));
    }

    @Test
    void a_card_that_was_made_and_not_delivered_is_delivered_as_it_is_now() {
        answerCreates(okJson(REFUSED_BY_CHAT));
        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task()))
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.reason()).contains("spaces of card is empty"));

        answerCreates(EXISTS);
        answerUpdates(okJson("{\"success\":true,\"result\":true}"));
        answerDelivers(okJson("{\"success\":true,\"result\":[{\"spaceType\":\"IM_ROBOT\",\"success\":true}]}"));
        assertThat(gateway.sendCard(LI, "key-1", SampleCards.overdueTask())).isEqualTo(new SendResult.Sent("key-1"));

        assertThat(body(updates().getFirst())
                        .at("/cardData/cardParamMap/status")
                        .stringValue())
                .isEqualTo("overdue");
        LoggedRequest deliver = delivers().getFirst();
        assertThat(body(deliver).path("outTrackId").stringValue()).isEqualTo("key-1");
        assertThat(body(deliver).path("openSpaceId").stringValue()).isEqualTo("dtv1.card//IM_ROBOT.li");

        assertThat(delivers()).hasSize(1);
        assertThat(undelivered.contains("key-1")).as("it has arrived").isFalse();
    }

    @Test
    void a_chat_that_refuses_a_second_time_cannot_be_reached() {
        undelivered.add("key-1");
        answerCreates(EXISTS);
        answerUpdates(okJson("{\"success\":true,\"result\":true}"));
        answerDelivers(okJson(REFUSED_BY_CHAT));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task()))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(SendResult.Cause.UNREACHABLE));
        assertThat(undelivered.contains("key-1")).isTrue();
    }

    @Test
    void words_that_are_not_let_through_are_left_out_and_that_is_said() {
        DINGTALK.stubFor(post(urlPathEqualTo(CREATE))
                .withRequestBody(containing("甲公司"))
                .willReturn(
                        aResponse().withStatus(400).withBody("{\"code\":\"param.contentUnsafe\",\"message\":\"x\"}")));
        DINGTALK.stubFor(post(urlPathEqualTo(CREATE))
                .withRequestBody(containing("被钉钉拦下了"))
                .willReturn(okJson(DELIVERED)));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.overdueTask())).isEqualTo(new SendResult.Sent("key-1"));

        JsonNode shown = body(creates().getLast()).at("/cardData/cardParamMap");
        assertThat(shown.path("block1").stringValue()).contains("有些字被钉钉拦下了");
        assertThat(shown.path("form_submit").stringValue()).isEqualTo("完成任务");
        assertThat(shown.path("form").stringValue()).doesNotContain("SF1234567890");
    }

    @Test
    void a_card_with_nothing_left_to_say_is_refused() {
        answerCreates(aResponse().withStatus(400).withBody("{\"code\":\"param.contentUnsafe\",\"message\":\"x\"}"));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.task()))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(SendResult.Cause.BAD_CONTENT));
        assertThat(creates()).hasSize(2);
    }

    @Test
    void uploads_a_picture_once_under_the_name_of_its_format() {
        MediaId picture = media.store(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1});
        Card card = new CardBuilder(Card.Kind.DONE, Card.Tone.DONE, "已完成")
                .pictures(List.of(new Card.Picture("物流凭证", picture)))
                .build();
        DINGTALK.stubFor(post(urlPathEqualTo("/media/upload"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"media_id\":\"@lADP1\",\"type\":\"image\"}")));
        answerCreates(okJson(DELIVERED));

        gateway.sendCard(LI, "k1", card);
        gateway.sendCard(LI, "k2", card);

        List<LoggedRequest> uploads = DINGTALK.findAll(postRequestedFor(urlPathEqualTo("/media/upload")));
        assertThat(uploads).hasSize(1);
        assertThat(uploads.getFirst().getUrl()).isEqualTo("/media/upload?type=image&access_token=t-1");
        assertThat(uploads.getFirst().getBodyAsString()).contains("name=\"media\"; filename=\"picture.png\"");
        assertThat(body(creates().getLast()).at("/cardData/cardParamMap/block1").stringValue())
                .contains("![物流凭证](@lADP1)");
    }

    @Test
    void a_name_of_a_picture_that_would_be_markup_is_not_shown() {
        MediaId picture = media.store("x".getBytes(UTF_8));
        DINGTALK.stubFor(post(urlPathEqualTo("/media/upload"))
                .willReturn(okJson("{\"errcode\":0,\"media_id\":\"x) [link](https://e.cn\"}")));
        answerCreates(okJson(DELIVERED));

        Card card = new CardBuilder(Card.Kind.DONE, Card.Tone.DONE, "已完成")
                .pictures(List.of(new Card.Picture("物流凭证", picture)))
                .build();

        assertThat(gateway.sendCard(LI, "k1", card)).isEqualTo(new SendResult.Sent("k1"));
        assertThat(body(creates().getLast()).at("/cardData/cardParamMap/block1").stringValue())
                .contains("物流凭证", "图片暂时显示不了")
                .doesNotContain("](");
    }

    @Test
    void downloads_what_was_sent_from_where_the_platform_says() {
        DINGTALK.stubFor(post("/v1.0/robot/messageFiles/download")
                .willReturn(okJson("{\"downloadUrl\":\"http://127.0.0.1:" + DINGTALK.getPort() + "/files/1?sig=x\"}")));
        DINGTALK.stubFor(get(urlPathEqualTo("/files/1"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/octet-stream")
                        .withBody("0123456789")));
        Attachment file = new Attachment("code-1", false, "物流单.pdf");

        assertThat(gateway.download("msg-1", file, 10)).isInstanceOfSatisfying(Download.Done.class, done -> {
            assertThat(done.bytes()).asString(UTF_8).isEqualTo("0123456789");
            assertThat(done.name()).isEqualTo("物流单.pdf");
            assertThat(done.contentType()).as("the platform does not know").isNull();
        });
        assertThat(body(DINGTALK.findAll(postRequestedFor(urlPathEqualTo("/v1.0/robot/messageFiles/download")))
                        .getFirst()))
                .isEqualTo(json("{\"downloadCode\":\"code-1\",\"robotCode\":\"robot1\"}"));
        assertThat(gateway.download("msg-1", file, 9)).isInstanceOf(Download.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "https://user:pw@e.cn/x",
                "http://127.0.0.1:1/x",
                "not an address"
            })
    void never_opens_an_address_that_is_not_private(String address) {
        DINGTALK.stubFor(
                post("/v1.0/robot/messageFiles/download").willReturn(okJson("{\"downloadUrl\":\"" + address + "\"}")));

        assertThat(gateway.download("msg-1", new Attachment("code-1", true, null), 10))
                .isInstanceOf(Download.Impossible.class);
    }

    @Test
    void an_address_that_opens_no_more_bans_nothing() {
        DINGTALK.stubFor(post("/v1.0/robot/messageFiles/download")
                .willReturn(okJson("{\"downloadUrl\":\"http://127.0.0.1:" + DINGTALK.getPort() + "/files/1\"}")));
        DINGTALK.stubFor(get(urlPathEqualTo("/files/1"))
                .willReturn(aResponse().withStatus(403).withBody("<Error>expired</Error>")));
        answerCreates(okJson(DELIVERED));

        assertThat(gateway.download("msg-1", new Attachment("code-1", true, null), 10))
                .isInstanceOf(Download.Later.class);
        assertThat(gateway.sendCard(LI, "key-1", SampleCards.notice())).isEqualTo(new SendResult.Sent("key-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalidParameter.robotCode.downloadCode,Impossible",
        "500,system.busy,Later",
        "403,Forbidden.AccessDenied.QpsLimitForApi,Later"
    })
    void says_whether_a_download_can_still_succeed(int status, String code, String result) {
        DINGTALK.stubFor(post("/v1.0/robot/messageFiles/download")
                .willReturn(aResponse().withStatus(status).withBody("{\"code\":\"" + code + "\",\"message\":\"no\"}")));

        Download download = gateway.download("msg-1", new Attachment("code-1", true, null), 10);

        assertThat(download.getClass().getSimpleName()).isEqualTo(result);
        assertThat(download.toString()).contains(code);
    }

    @Test
    void knows_people_by_account_and_mobile_and_asking_costs_nothing() {
        DINGTALK.stubFor(
                post(urlPathEqualTo("/topapi/v2/user/get"))
                        .willReturn(
                                okJson(
                                        "{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"userid\":\"li\",\"name\":\"库管小李\",\"unionid\":\"u1\"}}")));
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/getbymobile"))
                .willReturn(okJson("{\"errcode\":0,\"result\":{\"userid\":\"li\"}}")));

        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Known(new Profile(LI, "库管小李", "u1", null)));
        assertThat(gateway.findByMobile("13800000000")).contains(LI);
        assertThat(month.used().calls()).isZero();
    }

    @Test
    void a_person_nobody_knows_is_told_from_a_platform_that_fails() {
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .willReturn(okJson("{\"errcode\":60121,\"errmsg\":\"no such user\"}")));
        assertThat(gateway.profile(LI)).isEqualTo(new Lookup.Nobody());
        assertThat(gateway.findByMobile("1")).isEmpty();

        DINGTALK.stubFor(
                post(urlPathEqualTo("/topapi/v2/user/get")).willReturn(okJson("{\"errcode\":88,\"errmsg\":\"busy\"}")));
        assertThat(gateway.profile(LI)).isInstanceOf(Lookup.Later.class);
    }

    @Test
    void tells_the_platform_where_presses_go() {
        DINGTALK.stubFor(post("/v1.0/card/callbacks/register")
                .willReturn(okJson("{\"success\":true,\"result\":{\"callbackUrl\":\"x\"}}")));

        assertThat(gateway.registerCallback()).isEmpty();
        assertThat(body(DINGTALK.findAll(postRequestedFor(urlPathEqualTo("/v1.0/card/callbacks/register")))
                        .getFirst()))
                .isEqualTo(
                        json(
                                "{\"callbackRouteKey\":\"ding1\",\"callbackUrl\":\"https://bot.example.com/callbacks/dingtalk/card\",\"apiSecret\":\"api secret\",\"forceUpdate\":true}"));

        DINGTALK.stubFor(post(anyUrl())
                .atPriority(1)
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody("{\"code\":\"Forbidden.AccessDenied.IpNotInWhiteList\"}")));
        assertThat(gateway.registerCallback())
                .hasValueSatisfying(why -> assertThat(why.toString()).contains("IpNotInWhiteList"));
    }

    @Test
    void waits_no_longer_than_a_thread_should_inside_its_own_limits() {
        answerCreates(okJson(DELIVERED));
        for (int i = 0; i < 50; i++) {
            assertThat(gateway.sendCard(LI, "key-" + i, SampleCards.notice())).isInstanceOf(SendResult.Sent.class);
        }
        assertThat(Duration.between(Instant.parse("2026-11-22T08:00:00Z"), now))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }
}
