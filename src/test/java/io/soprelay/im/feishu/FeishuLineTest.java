package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MessageContent;
import io.soprelay.im.SampleCards;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.line.LineState.Phase;
import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The long connection: the official SDK against the simulated platform's socket. */
class FeishuLineTest extends FeishuLineBench {
    @Test
    void an_event_comes_in_and_is_acknowledged_once_it_is_handed_in() {
        connect();

        Delivery said = li.says("待办");

        assertThat(said.delivered()).isTrue();
        assertThat(((InboundMessage) inbox.received.getFirst()).content()).isEqualTo(new MessageContent.Text("待办"));
    }

    @Test
    void a_press_is_answered_in_the_acknowledgement_and_settled_once_that_has_left() {
        connect();
        CardReceipt receipt = new CardReceipt("card-1", "om_card1", 7, "shown", 1);
        inbox.onPress = action -> new CardAnswer(new Toast(ToastKind.SUCCESS, "已完成"), SampleCards.notice(), receipt);

        JsonNode answer = press();

        assertThat(answer.at("/toast/content").stringValue()).isEqualTo("已完成");
        assertThat(answer.at("/card/data/schema").stringValue()).isEqualTo("2.0");
        await().untilAsserted(() -> assertThat(inbox.settled).containsExactly(receipt));
    }

    @Test
    void where_cards_in_answers_are_refused_the_toast_comes_alone_and_the_card_by_an_update() {
        List<String> updated = new CopyOnWriteArrayList<>();
        AtomicBoolean tooEarly = new AtomicBoolean(true);
        cardUpdate = new FeishuCardUpdate((message, card) -> {
            if (tooEarly.getAndSet(false)) {
                return new SendResult.Retry(Duration.ofMillis(1), "the card is being pressed");
            }
            updated.add(message);
            return new SendResult.Sent(message);
        });
        connect();
        CardReceipt receipt = new CardReceipt("card-1", "om_card1", 7, "shown", 1);
        inbox.onPress = action -> new CardAnswer(new Toast(ToastKind.SUCCESS, "已完成"), SampleCards.notice(), receipt);

        assertThat(press().has("card")).isFalse();

        await().untilAsserted(() -> assertThat(inbox.settled).containsExactly(receipt));
        assertThat(updated).containsExactly("om_card1");
    }

    @Test
    void what_could_not_be_committed_is_sent_again_by_the_platform() {
        connect();
        AtomicBoolean away = new AtomicBoolean(true);
        inbox.onEvent = () -> {
            if (away.getAndSet(false)) {
                throw new InboxUnavailableException("away", new IOException());
            }
        };

        Delivery said = li.says("待办");

        await().until(said::delivered);
        assertThat(said.attempts()).isEqualTo(2);
        assertThat(inbox.received).hasSize(1);
    }

    @Test
    void a_press_whose_outcome_is_unknown_hears_the_truth() {
        connect();
        inbox.onPress = action -> {
            throw new InboxUnavailableException("away", new IOException());
        };

        assertThat(press().at("/toast/content").stringValue()).isEqualTo("还没确认保存，请再按一次");
    }

    @Test
    void what_is_meant_for_another_app_or_comes_from_another_company_has_no_effect() {
        connect();
        assertThat(li.says("待办").delivered()).isTrue();

        assertThat(platform.raw()
                        .send(menu().replace(config.appId(), "cli_other"))
                        .ok())
                .isTrue();
        assertThat(platform.raw()
                        .send(menu().replace(config.tenantKey(), "t_other"))
                        .ok())
                .isTrue();
        assertThat(platform.raw()
                        .send("{\"schema\":\"2.0\",\"header\":{\"event_type\":\"x\"}}")
                        .ok())
                .isTrue();

        assertThat(inbox.received).hasSize(1);
        assertThat(counters.value(Outcome.OTHER_APP)).isEqualTo(2);
        assertThat(counters.value(Outcome.OTHER_TENANT)).isEqualTo(1);
    }

    @Test
    void a_payload_in_several_frames_is_put_together() {
        connect();
        platform.lines().chunkBytes(100);

        li.says("待办");

        await().untilAsserted(() -> assertThat(inbox.received).hasSize(1));
        assertThat(((InboundMessage) inbox.received.getFirst()).content()).isEqualTo(new MessageContent.Text("待办"));
    }

    @Test
    void a_line_that_died_silently_is_noticed_and_what_was_lost_on_it_comes_again_once() {
        connect();
        platform.lines().silentDeath();

        Delivery said = li.says("待办");

        await().until(said::delivered);
        assertThat(inbox.received).hasSize(1);
        assertThat(line.state().drops()).isEqualTo(1);
        assertThat(line.state().lastProblem().orElseThrow()).contains("silent for");
        await().until(() -> platform.lines().open() == 1);
    }

    @Test
    void a_line_that_brings_nothing_but_answers_pings_looks_well_and_what_was_lost_comes_again_over_the_next() {
        connect();
        platform.lines().muteAll();

        Delivery said = li.says("待办");

        assertThat(said.delivered()).isFalse();
        assertThat(line.state().isConnected()).as("the bot can not see it").isTrue();
        assertThat(line.state().drops()).isZero();
        platform.lines().disconnectAll();
        await().until(() -> platform.lines().openedInAll() == 2
                && platform.lines().open() == 1
                && line.state().isConnected());
        platform.redeliverPending();
        await().until(said::delivered);
        // It may come twice under its own id: once by itself and once because it was asked for.
        assertThat(inbox.received.stream().distinct()).hasSize(1);
    }

    @Test
    void a_close_by_the_platform_and_a_broken_socket_are_followed_by_a_new_connection() {
        connect();

        platform.lines().disconnectAll();
        await().until(() ->
                platform.lines().openedInAll() == 2 && platform.lines().open() == 1);
        await().until(() -> line.state().isConnected());
        platform.lines().cutAll();
        await().until(() ->
                platform.lines().openedInAll() == 3 && platform.lines().open() == 1);

        await().until(() -> line.state().drops() == 2 && line.state().isConnected());
        assertThat(li.says("待办").delivered()).isTrue();
    }

    @Test
    void an_endpoint_that_hangs_is_given_up_and_tried_again() {
        platform.lines().hangEndpoint(true);
        line.start();

        await().until(() -> line.state().lastProblem().orElse("").contains("cannot be reached"));
        assertThat(line.state().phase()).isEqualTo(Phase.CONNECTING);
        platform.lines().hangEndpoint(false);

        await().until(() -> line.state().isConnected());
    }

    @Test
    void wrong_credentials_are_named_with_the_settings_to_look_at() {
        appSecret = "wrong";
        line().start();

        await().until(() -> line.state().phase() == Phase.REFUSED);
        assertThat(line.state().lastProblem().orElseThrow())
                .contains("514", "relay.feishu.app-id", "relay.feishu.app-secret")
                .doesNotContain("wrong");
    }

    @Test
    void a_refused_handshake_is_named_as_well() {
        platform.lines().refuseHandshakes(true);
        line.start();

        await().until(() -> line.state().phase() == Phase.REFUSED);
        assertThat(line.state().lastProblem().orElseThrow()).contains("514");
        platform.lines().refuseHandshakes(false);
        await().until(() -> line.state().isConnected());
    }

    @Test
    void too_many_connections_are_named_and_tried_again_because_others_may_leave() {
        platform.lines().connectionsMax(0);
        line.start();

        await().until(() -> line.state().phase() == Phase.REFUSED);
        assertThat(line.state().lastProblem().orElseThrow()).contains("1000040350", "50");
        platform.lines().connectionsMax(50);
        await().until(() -> line.state().isConnected());
    }

    @Test
    void a_line_that_is_stopped_answers_the_press_under_way_and_closes() throws Exception {
        connect();
        CountDownLatch pressed = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        inbox.onPress = action -> {
            pressed.countDown();
            awaitOrFail(go);
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };
        CompletableFuture<CallbackAnswer> answer =
                CompletableFuture.supplyAsync(() -> platform.raw().send(pressed()));
        awaitOrFail(pressed);

        Thread stopping = Thread.ofPlatform().start(line::stop);
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        stopping.join();

        assertThat(answer.get().body()).contains("已完成");
        await().until(() -> platform.lines().open() == 0);
        assertThat(line.state().phase()).isEqualTo(Phase.STOPPED);
        assertThat(inbox.received).allSatisfy(received -> assertThat(received).isInstanceOf(CardAction.class));
    }

    @Test
    void many_presses_at_once_wait_for_no_other() {
        connect();
        int presses = 40;
        CountDownLatch together = new CountDownLatch(presses);
        inbox.onPress = action -> {
            together.countDown();
            awaitOrFail(together);
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };

        List<CallbackAnswer> answers = platform.raw().sendAtOnce(pressed(), presses);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).contains("已完成"));
    }
}
