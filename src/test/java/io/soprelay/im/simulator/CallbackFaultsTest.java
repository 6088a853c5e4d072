package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes wrong on the way to the bot. */
class CallbackFaultsTest extends PlatformFixture {
    private static final String TOAST = "{\"toast\":{\"type\":\"success\",\"content\":\"好\"}}";

    @Test
    void every_event_and_every_press_twice() {
        on(Faults.Kind.DUPLICATE_CALLBACK);
        li.says("一");
        Awaitility.await().until(() -> bot.opened().size() == 2);
        assertThat(eventIds()).hasSize(2).containsOnly(eventIds().getFirst());
        bot.answers(200, TOAST);
        assertThat(helpCard().press("求助").toastText()).isEqualTo("好");
        Awaitility.await().until(() -> bot.opened().size() == 4);
        assertThat(bot.opened().get(3)).isEqualTo(bot.opened().get(2));
        feishu.faults().off(Faults.Kind.DUPLICATE_CALLBACK);
        li.says("二");
        assertThat(bot.opened()).hasSize(5);
    }

    @Test
    void an_event_arrives_late_but_arrives() {
        feishu.faults().lateness(Duration.ofMillis(300));
        feishu.faults().on(Faults.Kind.LATE_CALLBACK, OptionalInt.of(1));
        Delivery late = li.says("晚");
        assertThat(late.delivered()).isFalse();
        li.says("早");
        Awaitility.await().until(late::delivered);
        assertThat(texts()).containsExactly("早", "晚");
    }

    @Test
    void a_press_that_is_late_is_given_up_by_the_phone_and_still_reaches_the_bot() {
        SimulatedCard card = helpCard();
        feishu.faults().lateness(Duration.ofMillis(700));
        feishu.faults().on(Faults.Kind.LATE_CALLBACK, OptionalInt.of(1));
        assertThat(card.press("求助").errorCode()).isEqualTo(200341);
        assertThat(bot.opened()).isEmpty();
        Awaitility.await().until(() -> bot.opened().size() == 1);
    }

    @Test
    void two_events_swap_their_places() {
        feishu.faults().on(Faults.Kind.SWAPPED_CALLBACKS, OptionalInt.of(1));
        Delivery first = li.says("一");
        assertThat(first.delivered()).isFalse();
        Delivery second = li.says("二");
        assertThat(first.delivered()).isTrue();
        assertThat(second.delivered()).isTrue();
        assertThat(texts()).containsExactly("二", "一");
    }

    @Test
    void an_event_with_none_behind_it_is_only_late() {
        feishu.faults().lateness(Duration.ofMillis(50));
        on(Faults.Kind.SWAPPED_CALLBACKS);
        Delivery alone = li.says("一");
        Awaitility.await().until(alone::delivered);
        assertThat(bot.opened()).hasSize(1);
    }

    @Test
    void a_slow_way_eats_the_three_seconds_of_a_press() {
        SimulatedCard card = helpCard();
        bot.answers(200, TOAST);
        on(Faults.Kind.SLOW_CALLBACK);
        feishu.faults().callbackDelay(Duration.ofMillis(200));
        long began = System.nanoTime();
        assertThat(card.press("求助").toastText()).isEqualTo("好");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        feishu.faults().callbackDelay(Duration.ofMillis(600));
        assertThat(card.press("求助").errorCode()).isEqualTo(200341);
        Awaitility.await().until(() -> bot.opened().size() == 2);
        began = System.nanoTime();
        assertThat(li.says("慢").delivered()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }

    @Test
    void a_fault_of_the_api_and_one_of_the_callbacks_do_not_meet() {
        on(Faults.Kind.DUPLICATE_CALLBACK);
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").code())
                .isZero();
        feishu.faults().clear();
        on(Faults.Kind.SERVER_ERROR);
        assertThat(li.says("hi").delivered()).isTrue();
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").status())
                .isEqualTo(500);
        feishu.faults().next(1, Faults.Kind.TOO_MANY);
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").status())
                .as("what is counted happens first")
                .isEqualTo(429);
        assertThat(calls.create(li.openId(), "text", "{\"text\":\"x\"}", "").status())
                .isEqualTo(500);
    }

    @Test
    void a_message_is_gone_only_where_a_call_names_one() {
        on(Faults.Kind.MESSAGE_GONE);
        String id = calls.sendCard(li, SampleCards.card()).messageId();
        assertThat(calls.update(id, SampleCards.card()).code()).isEqualTo(230110);
    }

    private void on(Faults.Kind kind) {
        feishu.faults().on(kind, OptionalInt.empty());
    }

    private SimulatedCard helpCard() {
        calls.sendCard(li, SampleCards.card(SampleCards.button("求助", "help")));
        return li.latestCard();
    }

    private List<String> eventIds() {
        return bot.opened().stream()
                .map(event -> Json.text(event.path("header"), "event_id"))
                .toList();
    }

    private List<String> texts() {
        return bot.opened().stream()
                .map(event -> event.path("event").path("message"))
                .filter(JsonNode::isObject)
                .map(message -> Json.text(Json.parse(Json.text(message, "content")), "text"))
                .toList();
    }
}
