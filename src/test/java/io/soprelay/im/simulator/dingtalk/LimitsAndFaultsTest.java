package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.FaultPlan;
import io.soprelay.im.simulator.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Tokens, rates, the month's quota, permissions, and what can be made to go wrong. */
class LimitsAndFaultsTest extends DingTalkFixture {
    @Override
    DingTalkPlatformConfig config() {
        return super.config().withLimits(new DingTalkPlatformConfig.Limits(20, 25, 1000, 2000));
    }

    @Test
    void a_token_is_the_same_for_two_hours_and_then_refused() {
        String token = calls.token();
        assertThat(calls.token()).isEqualTo(token);
        assertThat(calls.call("GET", "/gettoken?appkey=x&appsecret=y", Json.object(), "")
                        .errcode())
                .isNotZero();
        assertThat(calls.call("POST", "/v1.0/oauth2/accessToken", Json.object(), "")
                        .code())
                .isEqualTo("invalidClientIdOrSecret");

        time.forward(Duration.ofHours(2));

        Calls.Answer refused = calls.call("PUT", "/v1.0/card/instances", Json.object(), token);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidAuthentication");
        assertThat(calls.call("POST", "/topapi/v2/user/get?access_token=" + token, Json.object(), "")
                        .errcode())
                .isEqualTo(42001);
        assertThat(calls.token()).isNotEqualTo(token);
    }

    @Test
    void more_than_twenty_a_second_of_one_api_are_forbidden_by_code() {
        calls.card(li, "task-1", task());
        for (int i = 0; i < 20; i++) {
            assertThat(calls.update("task-1", Map.of("subtitle", "第" + i), true).status())
                    .isEqualTo(200);
        }
        Calls.Answer refused = calls.update("task-1", Map.of("subtitle", "太快"), true);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi");
        assertThat(calls.card(li, "task-2", task()).status()).as("another API").isEqualTo(200);

        time.forward(Duration.ofSeconds(1));
        assertThat(calls.update("task-1", Map.of("subtitle", "好了"), true).status())
                .isEqualTo(200);
    }

    @Test
    void a_month_s_calls_can_be_used_up_and_then_messages_come_without_words() {
        for (int i = 0; i < 25; i++) {
            time.forward(Duration.ofSeconds(1));
            assertThat(calls.card(li, "task-" + i, task()).status()).isEqualTo(200);
        }
        assertThat(dingTalk.callsThisMonth()).isEqualTo(25);
        Calls.Answer refused = calls.card(li, "task-x", task());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden.AccessDenied.ApiCountLimitForOrg");

        li.says("/todo");
        assertThat(bot.last().has("text")).isFalse();
        assertThat(bot.last().path("errCode").asInt()).isEqualTo(20001);
        assertThat(calls.old("/topapi/v2/user/get", Json.object().put("userid", li.userId()))
                        .errcode())
                .as("the directory is free")
                .isZero();

        time.forward(Duration.ofDays(9));
        assertThat(calls.card(li, "task-x", task()).status()).as("a new month").isEqualTo(200);
        li.says("/todo");
        assertThat(bot.last().has("text")).isTrue();
    }

    @Test
    void a_missing_permission_is_named() {
        dingTalk.permission("Card.Instance.Write", false);

        Calls.Answer refused = calls.card(li, "task-1", task());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden.AccessDenied.AccessTokenPermissionDenied");
        assertThat(refused.body()).contains("Card.Instance.Write");
        dingTalk.permission("Card.Instance.Write", true);
        assertThat(calls.card(li, "task-1", task()).status()).isEqualTo(200);
    }

    @Test
    void values_may_be_held_to_a_length() {
        assertThat(calls.card(li, "task-1", Map.of("block1", "长".repeat(1000))).status())
                .isEqualTo(400);
    }

    @Test
    void faults_hit_as_many_calls_as_they_are_told() {
        dingTalk.faults().next(1, DingTalkFaults.Kind.SYSTEM_BUSY);
        dingTalk.faults().next(1, DingTalkFaults.Kind.API_HOT);
        dingTalk.faults().next(1, DingTalkFaults.Kind.BANNED);
        dingTalk.faults().next(1, DingTalkFaults.Kind.BANNED_HTML);
        dingTalk.faults().next(1, DingTalkFaults.Kind.CONTENT_UNSAFE);
        dingTalk.faults().next(1, DingTalkFaults.Kind.CARD_GONE);
        dingTalk.faults().next(1, DingTalkFaults.Kind.TOKEN_EXPIRED);

        assertThat(calls.card(li, "t", task()).code()).isEqualTo("system.busy");
        assertThat(calls.card(li, "t", task()).code()).isEqualTo("Forbidden.AccessDenied.QpsLimitForApi");
        assertThat(calls.card(li, "t", task()).json().path("status").asInt()).isEqualTo(1111);
        assertThat(calls.card(li, "t", task()).body()).startsWith("<!doctype html>");
        assertThat(calls.card(li, "t", task()).code()).isEqualTo("param.contentUnsafe");
        assertThat(calls.card(li, "t", task()).code()).isEqualTo("param.cardNotExist");
        assertThat(calls.card(li, "t", task()).code()).isEqualTo("InvalidAuthentication");
        assertThat(li.cards()).isEmpty();
        assertThat(calls.card(li, "t", task()).status()).isEqualTo(200);
    }

    @Test
    void a_lost_answer_was_carried_out() {
        dingTalk.faults().next(1, DingTalkFaults.Kind.LOST_ANSWER, "/createAndDeliver");

        assertThatThrownBy(() -> calls.card(li, "task-1", task())).isInstanceOf(UncheckedIOException.class);

        assertThat(li.cards()).hasSize(1);
        assertThat(calls.card(li, "task-1", task()).code()).isEqualTo("param.cardAlreadyExist");
    }

    @Test
    void a_switched_fault_stays_until_it_is_switched_off() {
        dingTalk.faults().on(DingTalkFaults.Kind.MONTH_USED_UP, OptionalInt.empty());

        assertThat(calls.card(li, "task-1", task()).code()).endsWith("ApiCountLimitForOrg");
        assertThat(calls.card(li, "task-1", task()).code()).endsWith("ApiCountLimitForOrg");
        li.says("/todo");
        assertThat(bot.last().path("errCode").asInt()).isEqualTo(20001);
        assertThat(dingTalk.faults().settings().stream().filter(FaultPlan.Setting::on))
                .hasSize(1);

        dingTalk.faults().off(DingTalkFaults.Kind.MONTH_USED_UP);
        assertThat(calls.card(li, "task-1", task()).status()).isEqualTo(200);
        assertThatThrownBy(() -> dingTalk.faults().on(DingTalkFaults.Kind.SLOW, OptionalInt.of(0)))
                .hasMessageContaining("between 1 and 10000");
    }

    @Test
    void the_wire_log_holds_both_directions_and_no_secret() {
        calls.card(li, "task-1", task());
        li.says("/todo");
        li.latestCard().press("求助");

        assertThat(dingTalk.wireLog().calls("/v1.0/card/instances/callback")).hasSize(1);
        assertThat(dingTalk.wireLog().calls("/v1.0/im/bot/messages/get")).hasSize(1);
        assertThat(dingTalk.wireLog().entries().toString())
                .doesNotContain(dingTalk.config().app().clientSecret())
                .doesNotContain(calls.token());
    }
}
