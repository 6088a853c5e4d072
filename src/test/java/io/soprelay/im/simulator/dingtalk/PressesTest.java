package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Toast;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A press over the Stream: what the bot is told, and what its answer does to the card. */
class PressesTest extends DingTalkFixture {
    @Test
    void a_button_tells_its_component_and_its_parameter() {
        calls.card(li, "task-1", task());

        ClickResult result = li.latestCard().press("求助");

        assertThat(result.answered()).isTrue();
        assertThat(result.cardChanged()).isFalse();
        JsonNode press = bot.last();
        assertThat(Json.text(press, "type")).isEqualTo("actionCallback");
        assertThat(Json.text(press, "outTrackId")).isEqualTo("task-1");
        assertThat(Json.text(press, "userId")).isEqualTo(li.userId());
        assertThat(Json.text(press, "corpId")).isEqualTo(dingTalk.config().app().corpId());
        assertThat(press.path("content").isString()).isTrue();
        assertThat(bot.pressed().toString())
                .isEqualTo("{\"actionIds\":[\"b1\"],\"params\":{\"param\":\"{\\\"action\\\":\\\"help\\\"}\"}}");
    }

    @Test
    void an_answer_by_key_changes_what_it_names_and_shows_its_toast() {
        calls.card(li, "task-1", task());
        bot.answers("""
                {"cardUpdateOptions":{"updateCardDataByKey":true},
                 "cardData":{"cardParamMap":{"toast":"已通知主管","b1_show":"false"}}}""");

        ClickResult result = li.latestCard().press("求助");

        assertThat(result.toast()).isEqualTo(new Toast("success", "已通知主管"));
        assertThat(result.cardChanged()).isTrue();
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
        assertThat(li.latestCard().buttons()).containsExactly("完成任务");
        bot.answers("{}");
        assertThat(li.latestCard().press("完成任务").toastText())
                .as("an event chain sees what the answer brings, not what the card holds")
                .isEmpty();
    }

    @Test
    void an_answer_without_the_flag_wipes_the_card() {
        calls.card(li, "task-1", task());
        bot.answers("{\"cardData\":{\"cardParamMap\":{\"status\":\"done\"}}}");

        li.latestCard().press("求助");

        assertThat(li.latestCard().texts()).isEmpty();
    }

    @Test
    void a_refusal_shows_its_toast_as_one() {
        calls.card(li, "task-1", task());
        bot.answers("""
                {"cardUpdateOptions":{"updateCardDataByKey":true},
                 "cardData":{"cardParamMap":{"toast":"已经有人做了","error":"已经有人做了","error_show":"true"}}}""");

        assertThat(li.latestCard().press("求助").toast()).isEqualTo(new Toast("error", "已经有人做了"));
        assertThat(li.latestCard().face().error()).isEqualTo("已经有人做了");
    }

    @Test
    void private_data_of_an_answer_is_the_presser_s() {
        calls.card(li, "task-1", task());
        bot.answers("""
                {"cardUpdateOptions":{"updateCardDataByKey":true,"updatePrivateDataByKey":true},
                 "userPrivateData":{"cardParamMap":{"title":"小王看过了"}}}""");

        wang.cardIn("task-1").press("求助");

        assertThat(Json.text(bot.last(), "userId")).isEqualTo(wang.userId());
        assertThat(wang.cardIn("task-1").title()).isEqualTo("小王看过了");
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
    }

    @Test
    void an_answer_that_can_not_be_applied_changes_nothing() {
        calls.card(li, "task-1", task());
        bot.answers("{\"cardData\":{\"cardParamMap\":{\"count\":3}}}");

        assertThat(li.latestCard().press("求助").errorCode()).isEqualTo(CardPresses.WRONG_ANSWER);
        bot.answers("[]");
        assertThat(li.latestCard().press("求助").answered()).isFalse();
        assertThat(li.latestCard().revision()).isEqualTo(1);
    }

    @Test
    void an_answer_after_the_window_is_nobody_s() {
        calls.card(li, "task-1", task());
        bot.mute(true);

        ClickResult result = li.latestCard().press("求助");

        assertThat(result.errorCode()).isEqualTo(CardPresses.TOO_LATE);
        assertThat(bot.pushes()).hasSize(1);
        time.forward(Duration.ofSeconds(61));
        dingTalk.stream().redelivers();
        assertThat(bot.pushes()).as("a press comes once").hasSize(1);
    }

    @Test
    void a_card_without_a_callback_type_or_a_bot_that_is_not_there_is_silent() {
        ObjectNode body = calls.cardBody(li, "task-1", task());
        body.remove("callbackType");
        calls.post("/v1.0/card/instances/createAndDeliver", body);
        assertThat(li.latestCard().press("求助").errorCode()).isEqualTo(CardPresses.NO_ADDRESS);

        calls.card(li, "task-2", task());
        dingTalk.stream().breaks();
        Awaitility.await().until(() -> dingTalk.stream().connections() == 0);
        assertThat(li.latestCard().press("求助").errorCode()).isEqualTo(CardPresses.NOBODY);
    }

    @Test
    void a_press_may_come_twice_at_once() {
        calls.card(li, "task-1", task());
        dingTalk.faults().on(DingTalkFaults.Kind.DUPLICATE_CALLBACK, OptionalInt.of(1));

        li.latestCard().press("求助");

        Awaitility.await().until(() -> bot.pushes().size() == 2);
        assertThat(bot.pushes()).extracting(StreamBot::data).allMatch(bot.last()::equals);
    }

    @Test
    void request_buttons_of_the_built_in_template_call_back_by_their_id() {
        ObjectNode body = calls.cardBody(
                li,
                "ai-1",
                Map.of(
                        "msgTitle",
                        "请审批",
                        "msgContent",
                        "甲公司 12800",
                        "sys_full_json_obj",
                        "{\"order\":[\"msgTitle\",\"msgContent\",\"msgButtons\"],\"msgButtons\":["
                                + "{\"text\":\"同意\",\"id\":\"approve\",\"color\":\"blue\",\"request\":true},"
                                + "{\"text\":\"官网\",\"url\":\"https://example.com\"}]}"));
        body.put("cardTemplateId", CardCheck.WITH_REQUEST_BUTTONS);
        calls.post("/v1.0/card/instances/createAndDeliver", body);

        assertThat(li.latestCard().text()).isEqualTo("请审批\n甲公司 12800");
        assertThat(li.latestCard().press("官网").blocked()).isNotEmpty();
        li.latestCard().press("同意");
        assertThat(bot.pressed().path("actionIds").path(0).asString()).isEqualTo("approve");
    }

    @Test
    void a_press_that_was_on_its_way_while_the_card_changed_still_goes_out() {
        calls.card(li, "task-1", task());
        DingTalkCard seen = li.latestCard();
        calls.update("task-1", Map.of("b1_param", "{\"action\":\"other\"}"), true);

        seen.press("求助");

        assertThat(Json.text(bot.pressed().path("params"), "param")).isEqualTo("{\"action\":\"help\"}");
    }
}
