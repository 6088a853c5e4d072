package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.MessageContent;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.Platform;
import io.soprelay.im.SampleCards;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.OpenPresses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

class FeishuCallbackTest extends FeishuCallbackBench {
    @Test
    void hands_in_a_text_without_the_blanks_around_it() throws IOException {
        assertThat(push("message-text").getContentAsString()).isEqualTo("{}");

        assertThat(inbox.received)
                .containsExactly(new InboundMessage(
                        "om_msg1",
                        LI,
                        "om_msg1",
                        "oc_1",
                        true,
                        null,
                        new MessageContent.Text("待办"),
                        List.of(),
                        SENT_AT));
        assertThat(counters.value(Outcome.HANDLED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_pressed_message_is_open_until_a_moment_after_its_answer(boolean handled) throws IOException {
        List<Boolean> openMeanwhile = new ArrayList<>();
        inbox.onPress = action -> {
            openMeanwhile.add(presses.wait(action.messageId()).isPresent());
            if (!handled) {
                throw new IllegalStateException("a bug");
            }
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };
        push("card-press");

        String message = ((CardAction) inbox.received.getFirst()).messageId();
        assertThat(openMeanwhile).containsExactly(true);
        assertThat(presses.wait(message)).contains(OpenPresses.SETTLING);
        now = now.plus(OpenPresses.SETTLING);
        assertThat(presses.wait(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cuts_the_bots_own_mention_out_and_keeps_the_others(boolean botIsKnown) throws IOException {
        botOpenId = botIsKnown ? Optional.of("ou_bot") : Optional.empty();

        push("message-text-group");

        InboundMessage message = (InboundMessage) inbox.received.getFirst();
        assertThat(message.content()).isEqualTo(new MessageContent.Text("转交 @_user_10 @_all"));
        assertThat(message.mentions())
                .containsExactly(new Mention("@_user_10", new Account(Platform.FEISHU, "ou_wang"), "王"));
        assertThat(message.privateChat()).isFalse();
    }

    @Test
    void hands_in_what_can_be_evidence() throws IOException {
        push("message-image");
        push("message-file");
        push("message-video");
        push("message-post");
        push("message-sticker");

        assertThat(inbox.received)
                .extracting(message -> ((InboundMessage) message).content())
                .containsExactly(
                        new MessageContent.Files(List.of(new Attachment("img_v3_1", true, null)), ""),
                        new MessageContent.Files(List.of(new Attachment("file_v3_1", false, "../物流单.pdf")), ""),
                        new MessageContent.Files(List.of(new Attachment("file_v3_2", false, "验收.mp4")), ""),
                        new MessageContent.Files(List.of(new Attachment("img_v3_3", true, null)), "凭证\n看 这里@_user_10"),
                        new MessageContent.Unrecognised("sticker"));
        assertThat(((InboundMessage) inbox.received.getFirst()).parentMessageId())
                .isEqualTo("om_card1");
    }

    @Test
    void hands_in_entering_and_the_menu() throws IOException {
        push("bot-entered");
        push("menu");

        assertThat(inbox.received)
                .containsExactly(new BotEntered("ev_enter", LI), new MenuPressed("ev_menu", LI, "todo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-read", "message-from-bot", "old-envelope"})
    void acknowledges_what_it_does_not_read(String recorded) throws IOException {
        MockHttpServletResponse response = push(recorded);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEqualTo("{}");
        assertThat(inbox.received).isEmpty();
        assertThat(counters.value(Outcome.UNRECOGNISED)).isEqualTo(1);
    }

    @Test
    void hands_in_a_press_with_its_values_in_the_cores_notation() throws IOException {
        push("card-press");

        assertThat(inbox.received)
                .containsExactly(new CardAction(
                        "ev_press",
                        LI,
                        "om_card1",
                        "task.complete",
                        Map.of("task", "ship#1", "v", "3"),
                        Map.of(
                                "物流单号", List.of("SF1234567890"),
                                "实际发货时间", List.of("2026-05-01 09:30 +08:00"),
                                "期望日期", List.of("2026-05-01"),
                                "标签", List.of("a", "b"),
                                "勾选", List.of("true"))));
    }

    @Test
    void recovers_a_press_from_the_buttons_name_when_the_value_is_lost() throws IOException {
        push("card-press-name-only");

        assertThat(inbox.received)
                .containsExactly(new CardAction(
                        "ev_press2", LI, "om_card1", "task.complete", Map.of("task", "ship#1", "v", "3"), Map.of()));
    }

    @Test
    void a_button_nobody_made_gets_words_and_no_effect() throws IOException {
        JsonNode answer = json(push("card-press-foreign"));

        assertThat(answer.at("/toast/content").stringValue()).contains("这个按钮用不了了");
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void answers_a_press_with_toast_and_card_and_settles_it_once_written() throws IOException {
        CardReceipt receipt = new CardReceipt("card-1", "om_1", 7, "shown", 1);
        inbox.onPress = action -> new CardAnswer(new Toast(ToastKind.SUCCESS, "已完成"), SampleCards.notice(), receipt);

        MockHttpServletResponse response = push("card-press");

        JsonNode answer = json(response);
        assertThat(response.isCommitted()).isTrue();
        assertThat(answer.at("/toast")).isEqualTo(json("{\"type\":\"success\",\"content\":\"已完成\"}"));
        assertThat(answer.at("/card/type").stringValue()).isEqualTo("raw");
        assertThat(answer.at("/card/data/schema").stringValue()).isEqualTo("2.0");
        assertThat(inbox.settled).containsExactly(receipt);
    }

    @Test
    void an_answer_written_after_the_window_is_not_settled() throws IOException {
        inbox.onPress = action -> {
            now = NOW.plusMillis(3000);
            return new CardAnswer(
                    new Toast(ToastKind.SUCCESS, "已完成"), null, new CardReceipt("card-1", "om_1", 7, "shown", 1));
        };

        push("card-press");

        assertThat(inbox.settled).isEmpty();
    }

    @Test
    void a_card_whose_picture_is_not_uploaded_yet_is_shown_but_not_settled() throws IOException {
        inbox.onPress = action -> new CardAnswer(
                new Toast(ToastKind.SUCCESS, "已完成"),
                SampleCards.done(),
                new CardReceipt("card-1", "om_1", 7, "shown", 1));

        assertThat(json(push("card-press")).at("/card/data").toString()).contains("图片暂时显示不了");
        assertThat(inbox.settled).isEmpty();

        keys.remember(SampleCards.WAYBILL, "img_1");
        assertThat(json(push("card-press")).at("/card/data").toString()).contains("\"img_1\"");
        assertThat(inbox.settled).hasSize(1);
    }

    @Test
    void a_press_that_takes_too_long_is_answered_honestly_and_goes_on() throws Exception {
        answerBudget = Duration.ofMillis(20);
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        inbox.onPress = action -> {
            awaitOrFail(decided);
            finished.countDown();
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };

        JsonNode answer = json(push("card-press"));

        assertThat(answer).isEqualTo(json("{\"toast\":{\"type\":\"warning\",\"content\":\"" + PRESS_AGAIN + "\"}}"));
        assertThat(counters.value(Outcome.LATE)).isEqualTo(1);
        assertThat(inbox.settled).isEmpty();
        decided.countDown();
        awaitOrFail(finished);
    }

    @Test
    void when_the_store_is_away_events_are_sent_again_and_presses_hear_the_truth() throws IOException {
        inbox.onEvent = () -> {
            throw new InboxUnavailableException("away", new IOException());
        };
        inbox.onPress = action -> {
            throw new InboxUnavailableException("away", new IOException());
        };

        assertThat(push("message-text").getStatus()).isEqualTo(503);
        assertThat(json(push("card-press")).at("/toast/content").stringValue()).isEqualTo(PRESS_AGAIN);
        assertThat(counters.value(Outcome.UNAVAILABLE)).isEqualTo(2);
    }

    @Test
    void when_the_company_cannot_be_looked_up_the_same_holds() throws IOException {
        tenants = key -> {
            throw new InboxUnavailableException("away", new IOException());
        };

        assertThat(push("message-text").getStatus()).isEqualTo(503);
        assertThat(json(push("card-press")).at("/toast/content").stringValue()).isEqualTo(PRESS_AGAIN);
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void a_bug_in_the_inbox_is_never_shown() throws IOException {
        inbox.onEvent = () -> {
            throw new IllegalStateException("secret detail");
        };
        inbox.onPress = action -> {
            throw new IllegalStateException("secret detail");
        };

        assertThat(push("menu").getStatus()).isEqualTo(503);
        MockHttpServletResponse press = push("card-press");
        assertThat(press.getStatus()).isEqualTo(200);
        assertThat(press.getContentAsString(UTF_8)).contains(PRESS_AGAIN).doesNotContain("secret");
    }
}
