package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MessageContent;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.SampleCards;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.OpenPresses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DingTalkCallbackTest extends DingTalkCallbackBench {
    @Test
    void hands_in_a_text_without_the_blanks_around_it() throws IOException {
        assertThat(message("message-text").getContentAsString()).isEqualTo("{}");

        assertThat(inbox.received)
                .containsExactly(new InboundMessage(
                        "msg1", LI, "msg1", "cid1", true, null, new MessageContent.Text("待办"), List.of(), SENT_AT));
        assertThat(counters.value(Outcome.HANDLED)).isEqualTo(1);
    }

    @Test
    void a_group_is_no_private_chat() throws IOException {
        message("message-text-group");

        InboundMessage message = (InboundMessage) inbox.received.getFirst();
        assertThat(message.privateChat()).isFalse();
        assertThat(message.content()).isEqualTo(new MessageContent.Text("/show FH-1"));
    }

    @Test
    void hands_in_what_can_be_evidence_and_says_what_it_cannot_read() throws IOException {
        message("message-picture");
        message("message-file");
        message("message-rich-text");
        message("message-audio");
        message("message-video");
        message("message-unknown");

        assertThat(inbox.received)
                .extracting(message -> ((InboundMessage) message).content())
                .containsExactly(
                        new MessageContent.Files(List.of(new Attachment("code1", true, null)), ""),
                        new MessageContent.Files(List.of(new Attachment("code2", false, "../物流单.pdf")), ""),
                        new MessageContent.Files(List.of(new Attachment("code3", true, null)), "凭证\n看这里"),
                        new MessageContent.Unrecognised("audio"),
                        new MessageContent.Unrecognised("video"),
                        new MessageContent.Unrecognised("interactiveCard"));
    }

    @Test
    void acknowledges_somebody_from_outside_the_company() throws IOException {
        assertThat(message("message-from-outside").getContentAsString()).isEqualTo("{}");

        assertThat(inbox.received).isEmpty();
        assertThat(counters.value(Outcome.UNRECOGNISED)).isEqualTo(1);
    }

    @Test
    void the_same_user_id_in_another_company_is_somebody_else() throws IOException {
        String foreign = DingTalkPush.recorded("message-text")
                .replace("\"senderCorpId\":\"dingcorp\"", "\"senderCorpId\":\"dingother\"");
        send(DingTalkPush.message(foreign, NOW));

        assertThat(inbox.received).isEmpty();
        assertThat(counters.value(Outcome.UNRECOGNISED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message-picture   | {"pictureDownloadCode":"pcode1"}                          | pcode1
            message-picture   | {}                                                         |
            message-file      | {"fileName":"a.pdf"}                                       |
            message-rich-text | {"richText":[{"type":"picture"},{"text":"看"}]}            |
            message-rich-text | {"richText":[{"type":"picture","pictureDownloadCode":"p"}]} | p
            """)
    void a_file_is_fetched_by_whichever_code_there_is_and_never_passed_over_in_silence(
            String recorded, String content, @Nullable String code) throws IOException {
        ObjectNode message = (ObjectNode) json(DingTalkPush.recorded(recorded));
        message.set("content", json(content));
        send(DingTalkPush.message(message.toString(), NOW));

        MessageContent heard = ((InboundMessage) inbox.received.getFirst()).content();
        if (code == null) {
            assertThat(heard).isInstanceOf(MessageContent.Unrecognised.class);
        } else {
            assertThat(((MessageContent.Files) heard).attachments())
                    .extracting(Attachment::key)
                    .containsExactly(code);
        }
    }

    @Test
    void a_message_without_its_words_is_acknowledged_and_told_to_admins_once() throws IOException {
        assertThat(message("message-cut").getStatus()).isEqualTo(200);
        assertThat(message("message-cut").getStatus()).isEqualTo(200);

        assertThat(inbox.received).isEmpty();
        assertThat(told).containsExactly("cut");
    }

    @Test
    void hands_in_a_form_with_its_values_in_the_cores_notation_and_believes_no_hidden_one() throws IOException {
        press("card-form");

        CardAction action = (CardAction) inbox.received.getFirst();
        assertThat(action.operator()).isEqualTo(LI);
        assertThat(action.messageId()).isEqualTo("key-1");
        assertThat(action.actionId()).isEqualTo("task.complete");
        assertThat(action.params()).isEqualTo(Map.of("task", "ship#1", "v", "3"));
        assertThat(action.values())
                .isEqualTo(Map.of(
                        "物流单号", List.of("SF1234567890"),
                        "数量", List.of("2"),
                        "金额", List.of("12000.5"),
                        "实际发货时间", List.of("2026-05-01 09:30"),
                        "快递公司", List.of("jd"),
                        "标签", List.of("a", "b"),
                        "勾选", List.of("true"),
                        "列表", List.of("x", "y")));
    }

    @Test
    void the_same_press_has_the_same_name_and_another_one_another() throws IOException {
        press("card-button");
        press("card-button");
        send(DingTalkPush.press(DingTalkPush.recorded("card-button"), NOW.plusMillis(1)));
        send(DingTalkPush.press(DingTalkPush.recorded("card-button").replace("\"li\"", "\"wang\""), NOW));

        assertThat(inbox.received).hasSize(4);
        List<String> names = inbox.received.stream()
                .map(action -> ((CardAction) action).deliveryId())
                .toList();
        assertThat(names.get(0)).isEqualTo(names.get(1));
        assertThat(names.stream().distinct()).hasSize(3);
    }

    @Test
    void a_button_nobody_made_or_nobody_can_read_gets_words_and_no_effect() throws IOException {
        for (String recorded : List.of("card-foreign", "card-broken")) {
            JsonNode changed = changed(press(recorded));
            assertThat(changed.path("toast").stringValue()).contains("这个按钮用不了了");
            assertThat(changed.path("error_show").stringValue()).isEqualTo("true");
        }
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void a_button_that_asks_first_acts_at_the_second_press() throws IOException {
        JsonNode changed = changed(press("card-ask"));

        assertThat(inbox.received).isEmpty();
        assertThat(changed.path("error").stringValue()).isEqualTo("取消后不能恢复，确定取消吗？");
        assertThat(changed.path("b1_text").stringValue()).isEqualTo("确定，再按一次");
        assertThat(changed.propertyNames()).doesNotContain("title", "form", "b2_text");
        String param = changed.path("b1_param").stringValue();
        send(DingTalkPush.press(pressWith(param), NOW));
        CardAction action = (CardAction) inbox.received.getFirst();
        assertThat(action.actionId()).isEqualTo("flow.cancel");
        assertThat(action.params()).isEqualTo(Map.of("flow", "f1"));
    }

    @Test
    void answers_a_press_with_the_whole_card_and_settles_it_once_written() throws IOException {
        CardReceipt receipt = new CardReceipt("card-1", "key-1", 7, "shown", 1);
        inbox.onPress = action -> new CardAnswer(new Toast(ToastKind.SUCCESS, "已完成"), SampleCards.notice(), receipt);

        JsonNode changed = changed(press("card-form"));

        assertThat(changed.path("toast").stringValue()).isEqualTo("已完成");
        assertThat(changed.path("title").stringValue()).isEqualTo("FH-20261122-0007 已发货");
        assertThat(changed.path("error").stringValue()).isEmpty();
        assertThat(changed.path("error_show").stringValue()).isEqualTo("false");
        assertThat(changed.path("form_show").stringValue()).isEqualTo("false");
        assertThat(inbox.settled).containsExactly(receipt);
    }

    @ParameterizedTest
    @EnumSource(ToastKind.class)
    void words_alone_touch_nothing_else_and_a_refusal_stays_readable(ToastKind kind) throws IOException {
        inbox.onPress = action -> CardAnswer.toast(kind, "这一步是**库管**的");

        JsonNode changed = changed(press("card-form"));

        boolean refused = kind == ToastKind.WARNING || kind == ToastKind.ERROR;
        assertThat(changed)
                .isEqualTo(json(
                        refused
                                ? "{\"toast\":\"这一步是**库管**的\",\"error\":\"这一步是**库管**的\",\"error_show\":\"true\"}"
                                : "{\"toast\":\"这一步是**库管**的\",\"error\":\"\",\"error_show\":\"false\"}"));
    }

    @Test
    void whatever_comes_in_counts_for_the_month_of_pushes_and_what_is_not_ours_does_not() throws IOException {
        press("card-form");
        send(DingTalkPush.message(DingTalkPush.recorded("message-text"), NOW));
        assertThat(pushes.used().calls()).isEqualTo(2);

        send(DingTalkPush.unsigned("robot", DingTalkPush.recorded("message-text")));
        send(DingTalkPush.message(DingTalkPush.recorded("message-text").replace("dingcorp", "dingother"), NOW));
        assertThat(pushes.used().calls()).isEqualTo(2);
    }

    @Test
    void once_something_goes_well_the_error_line_says_again_what_is_missing() throws IOException {
        DingTalkButton help = new DingTalkButton("task.help", Map.of(), null, "还差：物流凭证", false);
        inbox.onPress = action -> CardAnswer.toast(ToastKind.SUCCESS, "已求助");

        String press = DingTalkPush.recorded("card-foreign").replace("submit", help.packed());
        JsonNode changed = changed(send(DingTalkPush.press(press, NOW)));

        assertThat(changed).isEqualTo(json("{\"toast\":\"已求助\",\"error\":\"还差：物流凭证\",\"error_show\":\"true\"}"));
    }

    @Test
    void a_refused_form_keeps_what_was_typed() throws IOException {
        inbox.onPress = action -> CardAnswer.refusedForm(ToastKind.ERROR, "物流单号太长了", SampleCards.overdueTask());

        JsonNode changed = changed(press("card-form"));

        assertThat(changed.path("error").stringValue()).isEqualTo("物流单号太长了");
        assertThat(changed.path("form").stringValue()).contains("SF1234567890");
        assertThat(changed.path("form_show").stringValue()).isEqualTo("true");
        assertThat(inbox.settled).isEmpty();
    }

    @Test
    void an_answer_written_after_the_window_is_not_settled() throws IOException {
        inbox.onPress = action -> {
            now = NOW.plusMillis(2000);
            return new CardAnswer(
                    new Toast(ToastKind.SUCCESS, "已完成"), null, new CardReceipt("card-1", "key-1", 7, "shown", 1));
        };

        press("card-form");

        assertThat(inbox.settled).isEmpty();
    }

    @Test
    void a_card_whose_picture_is_not_uploaded_yet_is_shown_but_not_settled() throws IOException {
        inbox.onPress = action -> new CardAnswer(
                new Toast(ToastKind.SUCCESS, "已完成"),
                SampleCards.done(),
                new CardReceipt("card-1", "key-1", 7, "shown", 1));

        assertThat(changed(press("card-form")).path("block1").stringValue()).contains("图片暂时显示不了");
        assertThat(inbox.settled).isEmpty();

        keys.remember(SampleCards.WAYBILL, "@lADP1");
        assertThat(changed(press("card-form")).path("block1").stringValue()).contains("](@lADP1)");
        assertThat(inbox.settled).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_pressed_message_is_open_until_a_moment_after_its_answer(boolean handled) throws IOException {
        List<Boolean> openMeanwhile = new ArrayList<>();
        inbox.onPress = action -> {
            openMeanwhile.add(presses.wait("key-1").isPresent());
            if (!handled) {
                throw new IllegalStateException("a bug");
            }
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };
        press("card-form");

        assertThat(openMeanwhile).containsExactly(true);
        assertThat(presses.wait("key-1")).contains(OpenPresses.SETTLING);
    }

    @Test
    void a_press_that_takes_too_long_is_answered_honestly_with_the_form_as_it_was_left() throws Exception {
        answerBudget = Duration.ofMillis(20);
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        inbox.onPress = action -> {
            awaitOrFail(decided);
            finished.countDown();
            return CardAnswer.toast(ToastKind.SUCCESS, "已完成");
        };

        JsonNode changed = changed(press("card-form"));

        assertThat(changed.path("toast").stringValue()).isEqualTo(PRESS_AGAIN);
        assertThat(json(changed.path("form").stringValue())
                        .at("/fields/0/defaultValue")
                        .stringValue())
                .isEqualTo("SF1234567890");
        assertThat(counters.value(Outcome.LATE)).isEqualTo(1);
        decided.countDown();
        awaitOrFail(finished);
    }

    @Test
    void when_the_store_is_away_messages_are_sent_again_and_presses_hear_the_truth() throws IOException {
        inbox.onEvent = () -> {
            throw new InboxUnavailableException("away", new IOException());
        };
        inbox.onPress = action -> {
            throw new InboxUnavailableException("away", new IOException());
        };

        assertThat(message("message-text").getStatus()).isEqualTo(503);
        assertThat(changed(press("card-form")).path("toast").stringValue()).isEqualTo(PRESS_AGAIN);
    }

    @Test
    void when_the_company_cannot_be_looked_up_the_same_holds() throws IOException {
        tenants = key -> {
            throw new InboxUnavailableException("away", new IOException());
        };

        assertThat(message("message-text").getStatus()).isEqualTo(503);
        assertThat(changed(press("card-form")).path("toast").stringValue()).isEqualTo(PRESS_AGAIN);
        assertThat(event("event", "ding1").getStatus()).isEqualTo(503);
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void a_bug_in_the_inbox_is_never_shown() throws IOException {
        inbox.onPress = action -> {
            throw new IllegalStateException("secret detail");
        };

        MockHttpServletResponse response = press("card-form");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).doesNotContain("secret");
    }

    @Test
    void a_button_of_the_platforms_own_template_carries_everything_in_its_id() throws IOException {
        templateId = "";
        DingTalkButton button = new DingTalkButton("say", Map.of("line", "/show FH-1"), null, null, false);
        String press = DingTalkPush.recorded("card-foreign").replace("submit", button.packed());

        JsonNode changed = changed(send(DingTalkPush.press(press, NOW)));

        assertThat(((CardAction) inbox.received.getFirst()).params()).isEqualTo(Map.of("line", "/show FH-1"));
        assertThat(changed.path("staticMsgContent").stringValue()).isEqualTo("已完成");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ding1", "dingcorp"})
    void answers_the_address_check_in_the_platforms_own_envelope(String ownerKey) throws IOException {
        JsonNode answer = json(event("event-check-url", ownerKey));

        String encrypted = answer.path("encrypt").stringValue();
        assertThat(DingTalkPush.decrypted(encrypted)).isEqualTo("success");
        assertThat(answer.path("msg_signature").stringValue())
                .isEqualTo(DingTalkPush.signature(
                        answer.path("timeStamp").stringValue(),
                        answer.path("nonce").stringValue(),
                        encrypted));
        assertThat(counters.value(Outcome.CHALLENGE)).isEqualTo(1);
    }

    @Test
    void acknowledges_subscribed_events() throws IOException {
        JsonNode answer = json(event("event", "ding1"));

        assertThat(DingTalkPush.decrypted(answer.path("encrypt").stringValue())).isEqualTo("success");
        assertThat(inbox.received).isEmpty();
        assertThat(counters.value(Outcome.UNRECOGNISED)).isEqualTo(1);
    }

    private static String pressWith(String param) {
        ObjectNode press = (ObjectNode) json(DingTalkPush.recorded("card-button"));
        ObjectNode content = press.objectNode();
        content.putObject("cardPrivateData").putArray("actionIds").add("b1");
        content.withObject("/cardPrivateData/params").put("param", param);
        return press.put("content", content.toString()).toString();
    }
}
