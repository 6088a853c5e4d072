package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PeopleTest extends PlatformFixture {
    @Override
    FeishuPlatformConfig config() {
        return super.config().withWaits(Duration.ofSeconds(3), List.of(Duration.ofMillis(20), Duration.ofMillis(20)));
    }

    @Test
    void a_text_arrives_sealed_with_real_mentions() {
        assertThat(wang.says("/role set 库管 @库管小李 好").delivered()).isTrue();
        JsonNode message = bot.last().path("event").path("message");
        assertThat(Json.text(Json.parse(Json.text(message, "content")), "text")).isEqualTo("/role set 库管 @_user_1 好");
        assertThat(message.path("mentions").get(0).path("id").path("open_id").asString())
                .isEqualTo(li.openId());
        assertThat(message.path("mentions").get(0).path("name").asString()).isEqualTo("库管小李");
        assertThat(message.path("chat_type").asString()).isEqualTo("p2p");
        assertThat(bot.last()
                        .path("event")
                        .path("sender")
                        .path("sender_id")
                        .path("open_id")
                        .asString())
                .isEqualTo(wang.openId());
        assertThat(bot.last().path("header").path("token").asString())
                .isEqualTo(feishu.config().verificationToken());
    }

    @Test
    void a_picture_replies_to_a_card() {
        calls.sendCard(li, SampleCards.shippingForm());
        String parent = li.latestCard().messageId();
        li.repliesWithPicture(li.latestCard(), Calls.PNG);
        JsonNode message = bot.last().path("event").path("message");
        assertThat(message.path("parent_id").asString()).isEqualTo(parent);
        assertThat(message.path("root_id").asString()).isEqualTo(parent);
        assertThat(message.path("message_type").asString()).isEqualTo("image");
    }

    @Test
    void opening_the_chat_and_the_menu_are_events() {
        li.opensChat();
        assertThat(bot.last().path("header").path("event_type").asString())
                .isEqualTo("im.chat.access_event.bot_p2p_chat_entered_v1");
        li.pressesMenu("todo");
        assertThat(bot.last().path("event").path("event_key").asString()).isEqualTo("todo");
    }

    @Test
    void an_event_is_pushed_again_until_it_is_taken() {
        bot.answers(500, "{}");
        bot.beforeAnswering(() -> bot.answers(bot.opened().size() >= 2 ? 200 : 500, "{}"));
        Delivery delivery = li.says("hi");
        assertThat(delivery.last().status()).isEqualTo(500);
        Awaitility.await().until(delivery::delivered);
        assertThat(delivery.attempts()).isEqualTo(2);
        assertThat(bot.opened().getFirst()).isEqualTo(bot.opened().getLast());
        assertThat(feishu.redeliver(delivery).ok()).isTrue();
        assertThat(bot.opened()).hasSize(3);
    }

    @Test
    void events_the_bot_missed_can_be_pushed_at_once() {
        feishu.callbackAddress(URI.create("http://127.0.0.1:1/callbacks/feishu"));
        Delivery delivery = li.says("hi");
        assertThat(delivery.last().problem()).isEqualTo(CallbackAnswer.Problem.NOT_CONNECTED);
        feishu.callbackAddress(bot.address());
        feishu.redeliverPending();
        assertThat(delivery.delivered()).isTrue();
    }

    @Test
    void controls_are_found_by_the_words_around_them() {
        calls.sendCard(li, SampleCards.shippingForm());
        SimulatedCard card = li.latestCard();
        assertThat(card.controls())
                .containsEntry("实际发货时间", "f_time")
                .containsEntry("物流单号", "f_number")
                .containsEntry("承运方", "f_carrier");
        assertThat(card.texts()).containsSubsequence("完成发货", "甲公司", "⏰ 今天 18:00 前", "物流单号");
        assertThat(card.buttons()).containsExactly("完成任务", "求助");
        assertThat(li.cardWithButton("求助")).isPresent();
        assertThat(li.cardTitled("发货")).isPresent();
        assertThatThrownBy(() -> card.fill("颜色", "x")).hasMessageContaining("物流单号");
        assertThatThrownBy(() -> card.press("删除")).hasMessageContaining("完成任务");
        assertThatThrownBy(() -> card.fill("承运方", "圆通")).hasMessageContaining("顺丰");
        assertThatThrownBy(() -> card.fill("实际发货时间", "明天")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void markdown_is_read_as_a_person_reads_it() {
        String shown = VisibleText.ofMarkdown(
                "**1. 打包** <font color='red'>小心</font> <person id='ou_1'></person> &#42;&#60;at id=all&#62;&amp; [看](https://x)",
                id -> "小李");
        assertThat(shown).isEqualTo("1. 打包 小心 小李 *<at id=all>& 看");
    }

    @Test
    void a_callback_address_elsewhere_is_refused() {
        assertThatThrownBy(() -> feishu.callbackAddress(URI.create("https://example.com/x")))
                .isInstanceOf(SimulatorProblem.class)
                .hasMessageContaining("on this machine");
    }
}
