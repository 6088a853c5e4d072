package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.soprelay.im.feishu.FeishuCounters.Outcome;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

class FeishuCallbackTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Account LI = new Account(Platform.FEISHU, "ou_li");
    private static final Instant SENT_AT = Instant.ofEpochMilli(1763798400123L);
    private static final String PRESS_AGAIN = "还没确认保存，请再按一次";

    private final RecordingInbox inbox = new RecordingInbox();
    private final FeishuCounters counters = new FeishuCounters(new SimpleMeterRegistry());
    private final FeishuWords words = new FeishuWords(Locale.SIMPLIFIED_CHINESE);
    private final UploadedKeys keys = UploadedKeys.inMemory();
    private TenantGuard tenants = TenantGuard.inMemory();
    private Instant now = NOW;
    private Optional<String> botOpenId = Optional.of("ou_bot");
    private Duration answerBudget = Duration.ofSeconds(30);

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
        CardReceipt receipt = new CardReceipt("card-1", 7, "shown");
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
            return new CardAnswer(new Toast(ToastKind.SUCCESS, "已完成"), null, new CardReceipt("card-1", 7, "shown"));
        };

        push("card-press");

        assertThat(inbox.settled).isEmpty();
    }

    @Test
    void a_card_whose_picture_is_not_uploaded_yet_is_shown_but_not_settled() throws IOException {
        inbox.onPress = action -> new CardAnswer(
                new Toast(ToastKind.SUCCESS, "已完成"), SampleCards.done(), new CardReceipt("card-1", 7, "shown"));

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

    @Test
    void answers_the_address_check_signed_or_not_if_the_token_fits() throws IOException {
        String challenge = FeishuPush.recorded("challenge");
        byte[] encrypted = FeishuPush.encrypted(challenge, FeishuPush.ENCRYPT_KEY);

        for (MockHttpServletRequest request :
                List.of(FeishuPush.unsigned(encrypted), FeishuPush.signed(challenge, NOW))) {
            assertThat(json(send(request))).isEqualTo(json("{\"challenge\":\"ajls384k\\\"<>\"}"));
        }
        assertThat(send(FeishuPush.unsigned(encrypt(challenge.replace("v_token", "other"))))
                        .getStatus())
                .isEqualTo(401);
        assertThat(send(FeishuPush.unsigned(encrypt(challenge.replace("ajls384k", "x".repeat(257)))))
                        .getStatus())
                .isEqualTo(401);
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void refuses_what_is_forged() throws IOException {
        byte[] body = encrypt(FeishuPush.recorded("message-text"));

        assertRefused(FeishuPush.signed(body, NOW, "another key"), 401, Outcome.FORGED);
        assertRefused(FeishuPush.unsigned(body), 401, Outcome.UNSIGNED);
        MockHttpServletRequest otherBody = FeishuPush.signed(body, NOW, FeishuPush.ENCRYPT_KEY);
        otherBody.setContent(encrypt(FeishuPush.recorded("menu")));
        assertRefused(otherBody, 401, Outcome.FORGED);
    }

    @Test
    void no_mutation_of_a_signed_body_gets_in() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);
        byte[] body = encrypt(FeishuPush.recorded("message-text"));
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = body.clone();
            int at = random.nextInt(mutated.length);
            mutated[at] = (byte) (mutated[at] ^ (1 << random.nextInt(8)));
            MockHttpServletRequest request = FeishuPush.signed(body, NOW, FeishuPush.ENCRYPT_KEY);
            request.setContent(mutated);

            assertThat(send(request).getStatus()).as("case %d", i).isEqualTo(401);
        }
        assertThat(inbox.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "card-press,PT0S,200",
        "card-press,PT5M,200",
        "card-press,PT5M1S,401",
        "card-press,-PT5M,200",
        "card-press,-PT5M1S,401",
        "message-text,PT6H,200",
        "message-text,PT8H,200",
        "message-text,PT8H1S,401",
        "message-text,-PT5M1S,401"
    })
    void holds_the_windows_of_freshness(String recorded, Duration age, int status) throws IOException {
        MockHttpServletResponse response = send(FeishuPush.signed(FeishuPush.recorded(recorded), NOW.minus(age)));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(counters.value(Outcome.STALE)).isEqualTo(status == 401 ? 1 : 0);
        assertThat(inbox.received).hasSize(status == 401 ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "v_token,other,403,WRONG_TOKEN",
        "cli_a1,cli_other,403,OTHER_APP",
        "event_id,event_ix,400,MALFORMED",
        "message_id,massage_ix,400,MALFORMED",
        "open_id,apen_id,400,MALFORMED",
    })
    void refuses_what_is_not_for_us_or_not_whole(String from, String to, int status, Outcome outcome)
            throws IOException {
        assertRefused(FeishuPush.signed(FeishuPush.recorded("message-text").replace(from, to), NOW), status, outcome);
    }

    @Test
    void serves_the_first_company_and_no_other() throws IOException {
        FeishuCallback callback = callback();
        String first = FeishuPush.recorded("menu");

        assertThat(send(callback, FeishuPush.signed(first, NOW)).getStatus()).isEqualTo(200);
        assertThat(send(callback, FeishuPush.signed(first.replace("t_1", "t_2"), NOW))
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(callback, FeishuPush.signed(first, NOW)).getStatus()).isEqualTo(200);
        assertThat(counters.value(Outcome.OTHER_TENANT)).isEqualTo(1);
        assertThat(inbox.received).hasSize(2);
    }

    @Test
    void refuses_what_is_too_large_too_deep_or_not_json() throws IOException {
        assertRefused(FeishuPush.unsigned(new byte[64 * 1024 + 1]), 413, Outcome.TOO_LARGE);
        String deep = FeishuPush.recorded("menu").replace("\"todo\"", "[".repeat(30) + "]".repeat(30));
        assertRefused(FeishuPush.signed(deep, NOW), 400, Outcome.MALFORMED);
        assertRefused(FeishuPush.signed("not json", NOW), 400, Outcome.MALFORMED);
        assertRefused(
                FeishuPush.signed(
                        "{\"encrypt\":\"bm90IGVuY3J5cHRlZA==\"}".getBytes(UTF_8), NOW, FeishuPush.ENCRYPT_KEY),
                400,
                Outcome.MALFORMED);
        String twice = FeishuPush.recorded("menu").replace("\"schema\"", "\"schema\":\"1.0\",\"schema\"");
        assertRefused(FeishuPush.signed(twice, NOW), 400, Outcome.MALFORMED);
    }

    private void assertRefused(MockHttpServletRequest request, int status, Outcome outcome) throws IOException {
        long before = counters.value(outcome);
        MockHttpServletResponse response = send(request);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentAsString()).isEmpty();
        assertThat(counters.value(outcome)).isEqualTo(before + 1);
        assertThat(inbox.received).isEmpty();
    }

    private MockHttpServletResponse push(String recorded) throws IOException {
        return send(FeishuPush.signed(FeishuPush.recorded(recorded), NOW));
    }

    private MockHttpServletResponse send(MockHttpServletRequest request) throws IOException {
        return send(callback(), request);
    }

    private static MockHttpServletResponse send(FeishuCallback callback, MockHttpServletRequest request)
            throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        callback.receive(request, response);
        return response;
    }

    private FeishuCallback callback() {
        FeishuSettings settings = new FeishuSettings(
                true,
                "https://open.feishu.cn",
                "cli_a1",
                Secret.of("secret"),
                Secret.of(FeishuPush.ENCRYPT_KEY),
                Secret.of("v_token"),
                "webhook");
        return new FeishuCallback(
                settings,
                tenants,
                () -> botOpenId,
                inbox,
                FeishuCards.load(Path.of("no-such-folder"), words),
                keys,
                words,
                counters,
                () -> now,
                new FeishuCallback.Budget(answerBudget, Duration.ofSeconds(3)));
    }

    private static byte[] encrypt(String payload) {
        return FeishuPush.encrypted(payload, FeishuPush.ENCRYPT_KEY);
    }

    private static JsonNode json(MockHttpServletResponse response) throws IOException {
        assertThat(response.getStatus()).isEqualTo(200);
        return json(response.getContentAsString(UTF_8));
    }

    private static JsonNode json(String text) {
        return FeishuJson.CARDS.readTree(text);
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
