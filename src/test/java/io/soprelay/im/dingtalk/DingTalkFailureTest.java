package io.soprelay.im.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.soprelay.im.Finding;
import io.soprelay.im.ImGateway.Lookup;
import io.soprelay.im.SampleCards;
import io.soprelay.im.SendResult;
import io.soprelay.im.SendResult.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each failure of the platform or the line means for the sender. */
class DingTalkFailureTest extends DingTalkGatewayBench {
    private static final String DENIED = "Forbidden.AccessDenied.";

    @ParameterizedTest
    @CsvSource({
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi,1",
        "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi,60",
        "Forbidden.AccessDenied.QpsLimitForApi,1",
        "systemBusy,2",
        "system.busy,2",
        "qps.exceed.limit,1"
    })
    void the_same_status_may_be_a_limit(String code, int seconds) {
        refuse(403, code);

        assertThat(send())
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"429,systemBusy", "400,qps.exceed.limit", "500,system.busy", "502,system.busy"})
    void what_may_pass_by_itself_is_to_be_tried_again(int status, String code) {
        refuse(status, code);

        assertThat(send()).isInstanceOfSatisfying(SendResult.Retry.class, retry -> {
            assertThat(retry.asked()).isTrue();
            assertThat(retry.after()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "403,Forbidden.AccessDenied.AccessTokenPermissionDenied,NOT_PERMITTED",
        "403,Forbidden.AccessDenied.IpNotInWhiteList,NOT_PERMITTED",
        "400,param.templateNotExist,NOT_PERMITTED",
        "400,param.templateUnpublished,NOT_PERMITTED",
        "400,param.userIdNotExist,UNREACHABLE",
        "400,param.cardNotExist,MESSAGE_GONE",
        "400,param.contentUnsafe,BAD_CONTENT",
        "400,param.nobody.knows,OTHER",
        "403,Forbidden.AccessDenied.Something,OTHER"
    })
    void what_the_platform_refuses_for_good_has_a_cause(int status, String code, Cause cause) {
        refuse(status, code);

        assertThat(send()).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(cause);
            assertThat(refused.detail()).contains(code, "req-7");
        });
    }

    @Test
    void a_template_that_is_not_published_is_said_with_what_to_do() {
        refuse(400, "param.templateUnpublished");

        assertThat(send().toString()).contains("relay.dingtalk.task-template-id", "cards/dingtalk/task-template.md");
    }

    @Test
    void a_missing_permission_point_is_named() {
        answerCreates(
                aResponse()
                        .withStatus(403)
                        .withBody(
                                "{\"code\":\"Forbidden.AccessDenied.AccessTokenPermissionDenied\",\"message\":\"no\",\"accessdenieddetail\":{\"requiredScopes\":[\"Card.Instance.Write\"]}}"));

        assertThat(send().toString()).contains("Card.Instance.Write");
    }

    @Test
    void the_legacy_host_names_a_missing_permission_point_under_its_number_for_anything() {
        DINGTALK.stubFor(
                post(urlPathEqualTo("/topapi/v2/user/get"))
                        .willReturn(
                                okJson(
                                        "{\"errcode\":88,\"errmsg\":\"error\",\"sub_code\":\"60011\",\"sub_msg\":\"needs [qyapi_get_member]\"}")));

        assertThat(gateway.profile(LI)).as("asking again soon is of no use").isEqualTo(new Lookup.Untold());
        assertThat(gateway.state().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.PERMISSION);
            assertThat(finding.detail()).contains("qyapi_get_member");
        });
    }

    @Test
    void a_used_up_month_is_asked_about_once_an_hour_and_nothing_is_lost() {
        refuse(403, DENIED + "ApiCountLimitForOrg");

        assertThat(send())
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.reason()).contains("2026-11 are used up"));
        int called = calls();
        assertThat(send()).isInstanceOfSatisfying(SendResult.Retry.class, retry -> {
            assertThat(retry.reason()).contains("2026-12");
            assertThat(retry.after()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(gateway.updateCard("k", SampleCards.done())).isInstanceOf(SendResult.Retry.class);
        assertThat(calls()).as("not one call more").isEqualTo(called);
        now = now.plus(Duration.ofHours(1));
        send();
        send();
        assertThat(calls()).as("one an hour").isEqualTo(called + 1);
        assertThat(told).containsExactly("spent");
        assertThat(month.used().calls()).as("a refused call is not counted").isZero();

        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .willReturn(okJson("{\"errcode\":0,\"result\":{\"name\":\"小李\"}}")));
        assertThat(gateway.profile(LI)).as("people are free").isInstanceOf(Lookup.Known.class);

        now = Instant.parse("2026-11-30T16:00:00Z");
        answerCreates(okJson(DELIVERED));
        assertThat(send()).isEqualTo(new SendResult.Sent("key-1"));
    }

    @Test
    void more_calls_that_were_bought_are_found_within_the_hour_and_without_a_setting() {
        refuse(403, DENIED + "ApiCountLimitForOrg");
        send();
        answerCreates(okJson(DELIVERED));
        assertThat(send()).as("not at once").isInstanceOf(SendResult.Retry.class);

        now = now.plus(Duration.ofHours(1));

        assertThat(send()).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(month.isSpent()).isFalse();
        assertThat(gateway.state().findings()).isEmpty();
        assertThat(send()).as("and so all others").isEqualTo(new SendResult.Sent("key-1"));
    }

    @Test
    void a_used_up_month_is_forgotten_when_it_ends_and_with_the_first_paid_call_of_any_kind() {
        answerUpdates(aResponse().withStatus(403).withBody("{\"code\":\"" + DENIED + "ApiCountLimitForOrg\"}"));
        gateway.updateCard("k", SampleCards.done());
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .willReturn(okJson("{\"errcode\":0,\"result\":{\"name\":\"小李\"}}")));
        gateway.profile(LI);
        assertThat(gateway.state().findings()).as("people are free").hasSize(1);

        now = Instant.parse("2026-11-30T16:00:00Z");
        assertThat(gateway.state().findings()).isEmpty();

        gateway.updateCard("k", SampleCards.done());
        assertThat(gateway.state().findings()).as("asked in the first hours").hasSize(1);
        now = now.plus(Duration.ofHours(1));
        answerCreates(okJson(DELIVERED));
        send();
        assertThat(gateway.state().findings()).isEmpty();
    }

    @Test
    void the_legacy_hosts_number_for_a_used_up_month_is_the_same() {
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .willReturn(okJson("{\"errcode\":90020,\"errmsg\":\"over\"}")));

        assertThat(gateway.profile(LI)).isInstanceOf(Lookup.Later.class);
        assertThat(month.isSpent()).isTrue();
    }

    @Test
    void a_banned_address_is_silent_for_five_minutes() {
        answerCreates(aResponse().withStatus(200).withBody("{\"status\":1111,\"punish\":\"deny\"}"));
        assertThat(send())
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofMinutes(5)));
        int called = calls();

        assertThat(gateway.updateCard("k", SampleCards.done())).isInstanceOf(SendResult.Retry.class);
        assertThat(calls()).isEqualTo(called);
        assertThat(month.used().calls()).isZero();

        now = now.plus(Duration.ofMinutes(5));
        answerCreates(okJson(DELIVERED));
        assertThat(send()).isEqualTo(new SendResult.Sent("key-1"));
    }

    @Test
    void a_timeout_after_sending_is_unknown_and_the_same_key_goes_out_again() {
        // Long enough for a busy machine to get a token meanwhile.
        gateway = gateway("http://127.0.0.1:" + DINGTALK.getPort(), TEMPLATE, Duration.ofSeconds(2));
        answerCreates(okJson(DELIVERED).withFixedDelay(3_000));
        assertThat(send()).isInstanceOf(SendResult.Unknown.class);

        refuse(400, "param.cardAlreadyExist");
        assertThat(send()).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(creates())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(body(request).path("outTrackId").stringValue())
                                .isEqualTo("key-1"));
        assertThat(month.used().calls())
                .as("whatever arrived is counted, the look whether it lies in the chat too")
                .isEqualTo(3);
    }

    @Test
    void a_broken_line_is_unknown_once_sent_and_harmless_before() {
        answerCreates(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(send()).isInstanceOf(SendResult.Unknown.class);

        assertThat(gateway("http://127.0.0.1:1", TEMPLATE).sendCard(LI, "key-1", SampleCards.notice()))
                .isInstanceOf(SendResult.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200,<html>,Unknown",
        "200,[],Unknown",
        "429,<html>,Retry",
        "504,gateway,Retry",
        "503,<html>,Retry",
        "404,404 page not found,Refused"
    })
    void an_answer_that_is_not_the_platforms_never_crashes(int status, String body, String result) {
        answerCreates(aResponse().withStatus(status).withBody(body));

        assertThat(send().getClass().getSimpleName()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"InvalidAuthentication,400", "InvalidAuthentication,403"})
    void a_refused_token_is_fetched_anew_and_the_call_repeated_once(String code, int status) {
        DINGTALK.stubFor(post(urlPathEqualTo(CREATE))
                .inScenario("token")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("fresh")
                .willReturn(aResponse().withStatus(status).withBody("{\"code\":\"" + code + "\",\"message\":\"x\"}")));
        DINGTALK.stubFor(post(urlPathEqualTo(CREATE))
                .inScenario("token")
                .whenScenarioStateIs("fresh")
                .willReturn(okJson(DELIVERED)));

        assertThat(send()).isEqualTo(new SendResult.Sent("key-1"));
        assertThat(tokens()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"40014", "42001"})
    void the_legacy_host_refuses_a_token_by_number(int code) {
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .inScenario("legacy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("fresh")
                .willReturn(okJson("{\"errcode\":" + code + ",\"errmsg\":\"x\"}")));
        DINGTALK.stubFor(post(urlPathEqualTo("/topapi/v2/user/get"))
                .inScenario("legacy")
                .whenScenarioStateIs("fresh")
                .willReturn(okJson("{\"errcode\":0,\"result\":{\"name\":\"小李\"}}")));

        assertThat(gateway.profile(LI)).isInstanceOf(Lookup.Known.class);
        assertThat(tokens()).hasSize(2);
    }

    @Test
    void a_token_is_replaced_five_minutes_before_it_ends() {
        answerCreates(okJson(DELIVERED));
        send();
        now = now.plus(Duration.ofMinutes(114));
        send();
        assertThat(tokens()).hasSize(1);
        now = now.plus(Duration.ofMinutes(2));
        send();
        assertThat(tokens()).hasSize(2);
    }

    @Test
    void without_a_token_nothing_is_sent() {
        DINGTALK.stubFor(post(TOKEN)
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"code\":\"invalidClientIdOrSecret\",\"message\":\"wrong\"}")));
        assertThat(send())
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(Cause.NOT_PERMITTED));
        DINGTALK.stubFor(post(TOKEN).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(send()).isInstanceOf(SendResult.Retry.class);
        assertThat(creates()).isEmpty();
    }

    private SendResult send() {
        return gateway.sendCard(LI, "key-1", SampleCards.notice());
    }

    private static void refuse(int status, String code) {
        answerCreates(aResponse()
                .withStatus(status)
                .withBody("{\"code\":\"%s\",\"message\":\"no\",\"requestid\":\"req-7\"}".formatted(code)));
    }
}
