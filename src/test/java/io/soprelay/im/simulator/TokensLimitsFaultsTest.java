package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokensLimitsFaultsTest extends PlatformFixture {
    private static final String BOT_INFO = "/open-apis/bot/v3/info";
    private static final String TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";

    @Override
    FeishuPlatformConfig config() {
        return super.config().withRates(FeishuPlatformConfig.Rates.feishu());
    }

    @Test
    void tokens_live_two_hours_and_stay_the_same_while_30_minutes_are_left() {
        String first = calls.token();
        time.forward(Duration.ofMinutes(89));
        assertThat(calls.token()).isEqualTo(first);
        time.forward(Duration.ofMinutes(2));
        String second = calls.token();
        assertThat(second).isNotEqualTo(first);
        assertThat(calls.call("GET", BOT_INFO, "", "Bearer " + first).code()).isZero();
        time.forward(Duration.ofMinutes(30));
        assertThat(calls.call("GET", BOT_INFO, "", "Bearer " + first).code()).isEqualTo(99991663);
        assertThat(calls.call("GET", BOT_INFO, "", "Bearer " + second).code()).isZero();
    }

    @Test
    void missing_malformed_and_wrong_credentials_have_their_codes() {
        assertThat(calls.call("GET", BOT_INFO, "", "").code()).isEqualTo(99991661);
        assertThat(calls.call("GET", BOT_INFO, "", "Bearer xyz").code()).isEqualTo(99991671);
        assertThat(calls.call("GET", BOT_INFO, "", "Bearer t-xyz").code()).isEqualTo(99991663);
        String appId = feishu.config().appId();
        assertThat(calls.call("POST", TOKEN, "{\"app_id\":\"" + appId + "\",\"app_secret\":\"no\"}", "")
                        .code())
                .isEqualTo(10014);
        assertThat(calls.call("POST", TOKEN, "{\"app_id\":\"x\",\"app_secret\":\"no\"}", "")
                        .code())
                .isEqualTo(10003);
    }

    @Test
    void five_messages_a_second_to_one_person() {
        for (int i = 0; i < 5; i++) {
            assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").code())
                    .isZero();
        }
        Calls.Answer sixth = calls.create(li.openId(), "text", "{\"text\":\"x\"}", "");
        assertThat(sixth.status()).isEqualTo(400);
        assertThat(sixth.code()).isEqualTo(230020);
        assertThat(sixth.header("x-ogw-ratelimit-reset")).isEmpty();
        assertThat(calls.create(wang.openId(), "text", "{\"text\":\"x\"}", "").code())
                .isZero();
        time.forward(Duration.ofSeconds(1));
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").code())
                .isZero();
    }

    @Test
    void five_updates_a_second_of_one_card() {
        String id = calls.sendCard(li, SampleCards.card()).messageId();
        for (int i = 0; i < 5; i++) {
            assertThat(calls.update(id, SampleCards.card(SampleCards.text("x" + i)))
                            .code())
                    .isZero();
        }
        assertThat(calls.update(id, SampleCards.card()).code()).isEqualTo(230020);
        time.forward(Duration.ofSeconds(1));
        assertThat(calls.update(id, SampleCards.card()).code()).isZero();
    }

    @Test
    void fifty_calls_a_second_and_a_thousand_a_minute_of_one_api() {
        String token = "Bearer " + calls.token();
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 50; i++) {
                assertThat(calls.call("GET", BOT_INFO, "", token).code()).isZero();
            }
            assertThat(calls.call("GET", BOT_INFO, "", token).header("x-ogw-ratelimit-limit"))
                    .isEqualTo("50");
            time.forward(Duration.ofSeconds(1));
        }
        Calls.Answer over = calls.call("GET", BOT_INFO, "", token);
        assertThat(over.header("x-ogw-ratelimit-limit")).isEqualTo("1000");
        assertThat(over.header("x-ogw-ratelimit-reset")).isEqualTo("40");
    }

    @Test
    void faults_hit_as_many_calls_as_asked() {
        feishu.faults().next(2, Faults.Kind.TOO_MANY_WITHOUT_RESET);
        feishu.faults().next(1, Faults.Kind.TOO_MANY);
        feishu.faults().next(1, Faults.Kind.SERVER_ERROR);
        feishu.faults().next(1, Faults.Kind.MESSAGE_GONE);
        feishu.faults().next(1, Faults.Kind.PERSON_UNREACHABLE);
        assertThat(send("a").header("x-ogw-ratelimit-reset")).isEmpty();
        assertThat(send("a").code()).isEqualTo(99991400);
        assertThat(send("a").header("x-ogw-ratelimit-reset")).isEqualTo("1");
        assertThat(send("a").status()).isEqualTo(500);
        assertThat(send("a").code()).isEqualTo(230110);
        assertThat(send("a").code()).isEqualTo(230013);
        assertThat(li.messages()).isEmpty();
        assertThat(send("a").code()).isZero();
        assertThat(feishu.faults().waiting()).isEmpty();
    }

    @Test
    void a_lost_answer_did_its_work() {
        feishu.faults().next(1, Faults.Kind.LOST_ANSWER);
        assertThatThrownBy(() -> send("a")).isInstanceOf(UncheckedIOException.class);
        assertThat(li.messages()).hasSize(1);
        assertThat(send("a").messageId()).isEqualTo(li.messages().getFirst().id());
        assertThat(li.messages()).hasSize(1);
    }

    @Test
    void broken_json_late_answers_and_ended_tokens() {
        feishu.faults().next(1, Faults.Kind.BROKEN_JSON);
        assertThat(send("a").json().isMissingNode()).isTrue();
        feishu.faults().slowness(Duration.ofMillis(50));
        feishu.faults().next(1, Faults.Kind.SLOW);
        long began = System.nanoTime();
        assertThat(send("b").code()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        String old = "Bearer " + calls.token();
        feishu.faults().next(1, Faults.Kind.TOKEN_EXPIRED);
        assertThat(send("c").code()).isEqualTo(99991663);
        assertThat(calls.call("GET", BOT_INFO, "", old).code()).isEqualTo(99991663);
        assertThat(send("c").code()).isZero();
    }

    @Test
    void the_wire_log_shows_calls_but_no_secret() {
        li.says("hi");
        send("a");
        String all = feishu.wireLog().entries().toString();
        assertThat(all).contains("im.message.receive_v1").contains("/open-apis/im/v1/messages");
        assertThat(all)
                .doesNotContain(feishu.config().appSecret())
                .doesNotContain(feishu.config().encryptKey())
                .doesNotContain(feishu.config().verificationToken())
                .doesNotContain(calls.token());
        calls.call("POST", TOKEN, "{\"app_id\":\"x\",\"app_secret\":\"typed-wrongly\"}", "");
        assertThat(feishu.wireLog().entries().toString()).doesNotContain("typed-wrongly");
    }

    private Calls.Answer send(String uuid) {
        return calls.create(li.openId(), "text", "{\"text\":\"x\"}", uuid);
    }
}
