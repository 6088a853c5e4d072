package io.soprelay.im.feishu;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.soprelay.im.SampleCards;
import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each failure of the platform or the line means for the sender. */
class FeishuFailureTest extends FeishuGatewayBench {
    @Test
    void waits_as_long_as_the_platform_says_and_asks_nothing_meanwhile() {
        answerMessages(aResponse()
                .withStatus(429)
                .withHeader("x-ogw-ratelimit-reset", "17")
                .withBody("{\"code\":99991400,\"msg\":\"too many\"}"));

        assertThat(gateway.sendText(LI, "k", "hi", null))
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(17)));
        assertThat(gateway.sendText(LI, "k", "hi", null))
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(17)));
        assertThat(messages()).hasSize(1);

        now = now.plusSeconds(17);
        answerMessages(okJson(SENT));
        assertThat(gateway.sendText(LI, "k", "hi", null)).isEqualTo(new SendResult.Sent("om_1"));
    }

    @ParameterizedTest
    @CsvSource({"429,99991400", "400,99991400", "429,0", "200,230020", "500,1", "502,2200"})
    void what_may_pass_by_itself_is_to_be_tried_again(int status, int code) {
        answerMessages(aResponse().withStatus(status).withBody("{\"code\":" + code + ",\"msg\":\"later\"}"));

        assertThat(gateway.sendText(LI, "k", "hi", null)).isInstanceOf(SendResult.Retry.class);
    }

    @Test
    void a_timeout_after_sending_is_unknown_and_the_same_key_goes_out_again() {
        answerMessages(okJson(SENT).withFixedDelay(1_500));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.notice())).isInstanceOf(SendResult.Unknown.class);

        answerMessages(okJson(SENT));
        assertThat(gateway.sendCard(LI, "key-1", SampleCards.notice())).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(messages())
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                json(request.getBodyAsString()).get("uuid").stringValue())
                        .isEqualTo("key-1"));
    }

    @Test
    void a_broken_line_is_unknown_once_sent_and_harmless_before() {
        answerMessages(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(gateway.sendText(LI, "k", "hi", null)).isInstanceOf(SendResult.Unknown.class);

        assertThat(gateway("http://127.0.0.1:1").sendText(LI, "k", "hi", null)).isInstanceOf(SendResult.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200,<html>,Unknown",
        "200,[],Unknown",
        "504,gateway,Unknown",
        "503,<html>,Retry",
        "404,404 page not found,Refused"
    })
    void an_answer_that_is_not_the_platforms_never_crashes(int status, String body, String result) {
        answerMessages(aResponse().withStatus(status).withBody(body));

        assertThat(gateway.sendText(LI, "k", "hi", null).getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void success_without_a_message_id_is_unknown() {
        answerMessages(okJson("{\"code\":0,\"data\":{}}"));

        assertThat(gateway.sendText(LI, "k", "hi", null)).isInstanceOf(SendResult.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"99991663", "99991671", "99991664", "99991661"})
    void a_refused_token_is_fetched_anew_and_the_call_repeated_once(int code) {
        FEISHU.stubFor(post(urlPathEqualTo(MESSAGES))
                .inScenario("token")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("fresh")
                .willReturn(aResponse().withStatus(400).withBody("{\"code\":" + code + ",\"msg\":\"expired\"}")));
        FEISHU.stubFor(post(urlPathEqualTo(MESSAGES))
                .inScenario("token")
                .whenScenarioStateIs("fresh")
                .willReturn(okJson(SENT)));

        assertThat(gateway.sendText(LI, "k", "hi", null)).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(FEISHU.findAll(postRequestedFor(urlPathEqualTo(TOKEN)))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"99991663", "99991668"})
    void a_token_that_is_refused_twice_is_no_fault_of_the_message(int code) {
        answerMessages(
                aResponse().withStatus(400).withBody("{\"code\":" + code + ",\"msg\":\"Invalid access token\"}"));

        assertThat(gateway.sendCard(LI, "key-1", SampleCards.notice())).isInstanceOf(SendResult.Retry.class);
    }

    @Test
    void without_a_token_nothing_is_sent() {
        FEISHU.stubFor(post(TOKEN).willReturn(okJson("{\"code\":10014,\"msg\":\"app secret invalid\"}")));

        assertThat(gateway.sendText(LI, "k", "hi", null))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(Cause.NOT_PERMITTED));
        FEISHU.stubFor(post(TOKEN).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(gateway.sendText(LI, "k", "hi", null)).isInstanceOf(SendResult.Retry.class);
        assertThat(messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "230013,UNREACHABLE",
        "230029,UNREACHABLE",
        "230053,UNREACHABLE",
        "99992351,UNREACHABLE",
        "230011,MESSAGE_GONE",
        "230110,MESSAGE_GONE",
        "230031,MESSAGE_GONE",
        "230025,BAD_CONTENT",
        "230028,BAD_CONTENT",
        "230099,BAD_CONTENT",
        "99991672,NOT_PERMITTED",
        "230006,NOT_PERMITTED",
        "230001,OTHER",
        "424242,OTHER"
    })
    void what_the_platform_refuses_for_good_has_a_cause(int code, Cause cause) {
        answerMessages(aResponse()
                .withStatus(400)
                .withBody("{\"code\":%d,\"msg\":\"no\",\"error\":{\"log_id\":\"log-7\"}}".formatted(code)));

        assertThat(gateway.sendText(LI, "k", "hi", null)).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(cause);
            assertThat(refused.detail()).contains(Integer.toString(code), "log-7");
        });
    }

    @Test
    void a_card_in_the_middle_of_a_press_is_updated_a_little_later() {
        FEISHU.stubFor(patch(urlPathEqualTo(MESSAGES + "/om_1"))
                .willReturn(okJson(
                        "{\"code\":230099,\"msg\":\"Failed, ext=ErrCode: 11310; ErrMsg: card action is lock\"}")));

        assertThat(gateway.updateCard("om_1", SampleCards.notice())).isInstanceOf(SendResult.Retry.class);
    }
}
