package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClicksTest extends PlatformFixture {
    private static final String TOAST = "{\"toast\":{\"type\":\"success\",\"content\":\"已完成\"}}";

    @Test
    void a_submit_sends_the_whole_form_and_shows_the_answer() {
        SimulatedCard card = sent(li, SampleCards.shippingForm());
        String done = SampleCards.card(SampleCards.text("做完了"));
        bot.answers(
                200,
                "{\"toast\":{\"type\":\"success\",\"content\":\"已完成\"},\"card\":{\"type\":\"raw\",\"data\":" + done
                        + "}}");
        ClickResult result =
                card.fill("实际发货时间", "2026-05-01 09:30").fill("物流单号", "SF123").press("完成任务");
        assertThat(result.toastText()).isEqualTo("已完成");
        assertThat(result.cardChanged()).isTrue();
        assertThat(result.answered()).isTrue();
        assertThat(li.latestCard().shows("做完了")).isTrue();
        JsonNode event = bot.last().path("event");
        assertThat(event.path("operator").path("open_id").asString()).isEqualTo(li.openId());
        assertThat(event.path("context").path("open_message_id").asString()).isEqualTo(card.messageId());
        assertThat(event.path("action").path("value").path("action").asString()).isEqualTo("complete");
        assertThat(event.path("action").path("name").asString()).isEqualTo("complete");
        assertThat(event.path("action").path("form_value").toString())
                .isEqualTo("{\"f_time\":\"2026-05-01 09:30 +0800\",\"f_number\":\"SF123\",\"f_carrier\":\"sf\"}");
        assertThat(bot.last().path("header").path("event_type").asString()).isEqualTo("card.action.trigger");
    }

    @Test
    void the_phone_checks_required_and_length_and_calls_nobody() {
        SimulatedCard card = sent(li, SampleCards.shippingForm());
        assertThat(card.press("完成任务").blocked()).isEqualTo("required item missing: 实际发货时间、物流单号");
        card.fill("实际发货时间", "2026-05-01 09:30").fill("物流单号", "1".repeat(41));
        assertThat(card.press("完成任务").blocked()).contains("at most 40");
        assertThat(bot.opened()).isEmpty();
    }

    @Test
    void what_was_typed_stays_until_the_card_changes() {
        SimulatedCard card = sent(li, SampleCards.shippingForm());
        card.fill("物流单号", "SF1").fill("承运方", "德邦");
        assertThat(li.latestCard().valueOf("物流单号")).isEqualTo("SF1");
        assertThat(li.latestCard().valueOf("承运方")).isEqualTo("db");
        assertThat(wang.cardIn(card.messageId()).valueOf("物流单号")).isEmpty();
        calls.update(card.messageId(), SampleCards.shippingForm());
        assertThat(li.latestCard().valueOf("物流单号")).isEmpty();
        assertThat(li.latestCard().valueOf("承运方")).isEqualTo("sf");
    }

    @Test
    void a_wrong_answer_becomes_the_code_feishu_shows() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        assertThat(pressedWhen(card, 500, "{}")).isEqualTo(200671);
        assertThat(pressedWhen(card, 200, "oops")).isEqualTo(200672);
        assertThat(pressedWhen(card, 200, "{\"toast\":{\"type\":\"loud\",\"content\":\"x\"}}"))
                .isEqualTo(200672);
        assertThat(pressedWhen(card, 200, "{\"card\":{\"type\":\"raw\",\"data\":{\"elements\":[]}}}"))
                .isEqualTo(200830);
        String bad = SampleCards.card("{\"tag\":\"note\"}");
        assertThat(pressedWhen(card, 200, "{\"card\":{\"type\":\"raw\",\"data\":" + bad + "}}"))
                .isEqualTo(200673);
        assertThat(pressedWhen(card, 200, "{}")).isZero();
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
    }

    @Test
    void a_redirect_is_no_answer() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        assertThat(pressedWhen(card, 302, "{}")).isEqualTo(200671);
        bot.answers(302, "{}");
        assertThat(li.says("hi").delivered()).isFalse();
    }

    @Test
    void an_address_that_was_never_set_is_200340() {
        try (FeishuPlatform bare = new FeishuPlatform(config()).start()) {
            SimulatedPerson zhao = bare.addPerson("财务小赵");
            new Calls(bare).sendCard(zhao, SampleCards.card(SampleCards.button("求助", "help")));
            assertThat(zhao.latestCard().press("求助").errorCode()).isEqualTo(200340);
        }
    }

    @Test
    void a_card_that_is_recalled_can_not_be_pressed_even_by_a_thumb_on_its_way() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        feishu.recall(card.messageId());
        assertThat(card.press("求助").blocked()).isEqualTo("the message was recalled");
        assertThat(bot.opened()).isEmpty();
    }

    @Test
    void a_late_answer_is_200341_and_nobody_there_200342() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        CountDownLatch never = new CountDownLatch(1);
        bot.beforeAnswering(() -> {
            try {
                assertThat(never.await(5, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(card.press("求助").errorCode()).isEqualTo(200341);
        feishu.callbackAddress(URI.create("http://127.0.0.1:1/callbacks/feishu"));
        assertThat(card.press("求助").errorCode()).isEqualTo(200342);
    }

    @Test
    void a_card_in_a_click_can_not_be_updated() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        int[] code = new int[1];
        bot.beforeAnswering(() ->
                code[0] = calls.update(card.messageId(), SampleCards.card()).code());
        bot.answers(200, TOAST);
        assertThat(card.press("求助").toastText()).isEqualTo("已完成");
        assertThat(code[0]).isEqualTo(230099);
        assertThat(calls.update(card.messageId(), SampleCards.card()).code()).isZero();
    }

    @Test
    void a_stranger_a_stale_card_and_an_old_card() {
        SimulatedCard card = sent(li, SampleCards.card(SampleCards.button("求助", "help")));
        wang.cardIn(card.messageId()).press("求助");
        assertThat(bot.last().path("event").path("operator").path("open_id").asString())
                .isEqualTo(wang.openId());
        calls.update(card.messageId(), SampleCards.card());
        card.press("求助");
        assertThat(bot.opened()).hasSize(2);
        time.forward(Duration.ofDays(15));
        assertThat(card.press("求助").blocked()).contains("14 days");
        assertThat(bot.opened()).hasSize(2);
    }

    @Test
    void forged_replayed_and_doubled_callbacks() {
        SimulatedCard card = sent(li, SampleCards.shippingForm());
        card.fill("物流单号", "SF9");
        String plain = feishu.raw().click(li, card.message(), card.actionOf("完成任务"));
        assertThat(feishu.raw().sendWithWrongSignature(plain).status()).isEqualTo(401);
        assertThat(feishu.raw().post("{}", Map.of()).status()).isEqualTo(401);
        assertThat(bot.opened()).isEmpty();
        assertThat(feishu.raw().sendAtOnce(plain, 3)).allMatch(CallbackAnswer::ok);
        assertThat(bot.opened()).hasSize(3).allMatch(opened -> opened.equals(bot.last()));
        assertThat(bot.last()
                        .path("event")
                        .path("action")
                        .path("form_value")
                        .path("f_number")
                        .asString())
                .isEqualTo("SF9");
        feishu.raw().sendWithWrongToken(plain);
        assertThat(bot.last().path("header").path("token").asString()).isEqualTo("wrong");
        assertThat(feishu.raw().verifiesAddress()).isTrue();
    }

    private int pressedWhen(SimulatedCard card, int status, String answer) {
        bot.answers(status, answer);
        return card.press("求助").errorCode();
    }

    private SimulatedCard sent(SimulatedPerson to, String json) {
        assertThat(calls.sendCard(to, json).code()).isZero();
        return to.latestCard();
    }
}
