package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.im.RecordingInbox;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** The three addresses over a recording inbox, on a clock the test holds. */
abstract class DingTalkCallbackBench {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final Account LI = new Account(Platform.DINGTALK, "li");
    static final Instant SENT_AT = Instant.ofEpochMilli(1763798400123L);
    static final String PRESS_AGAIN = "还没确认保存，请再按一次";

    final RecordingInbox inbox = new RecordingInbox();
    final CallbackCounters counters = new CallbackCounters(new SimpleMeterRegistry(), Platform.DINGTALK);
    final DingTalkWords words = new DingTalkWords(Locale.SIMPLIFIED_CHINESE);
    final UploadedKeys keys = UploadedKeys.inMemory();
    final List<String> told = new ArrayList<>();
    TenantGuard tenants = TenantGuard.inMemory();
    Instant now = NOW;
    final OpenPresses presses = new OpenPresses(() -> now);
    Duration answerBudget = Duration.ofSeconds(30);
    String templateId = DingTalkGatewayBench.TEMPLATE;

    MockHttpServletResponse message(String recorded) throws IOException {
        return send(DingTalkPush.message(DingTalkPush.recorded(recorded), NOW));
    }

    MockHttpServletResponse press(String recorded) throws IOException {
        return send(DingTalkPush.press(DingTalkPush.recorded(recorded), NOW));
    }

    MockHttpServletResponse event(String recorded, String ownerKey) throws IOException {
        return send(DingTalkPush.event(DingTalkPush.recorded(recorded), ownerKey, NOW));
    }

    /** What the answer to a press puts on the card. */
    JsonNode changed(MockHttpServletResponse response) throws IOException {
        JsonNode answer = json(response);
        assertThat(answer.at("/cardUpdateOptions/updateCardDataByKey").booleanValue(false))
                .isTrue();
        assertThat(answer.at("/cardUpdateOptions/updatePrivateDataByKey").booleanValue(false))
                .isTrue();
        JsonNode changed = answer.at("/cardData/cardParamMap");
        assertThat(changed).allSatisfy(value -> assertThat(value.isString()).isTrue());
        return changed;
    }

    void assertRefused(MockHttpServletRequest request, int status, Outcome outcome) throws IOException {
        long before = counters.value(outcome);
        MockHttpServletResponse response = send(request);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentAsString()).isEmpty();
        assertThat(counters.value(outcome)).isEqualTo(before + 1);
        assertThat(inbox.received).isEmpty();
    }

    MockHttpServletResponse send(MockHttpServletRequest request) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        DingTalkCallback callback = callback();
        switch (String.valueOf(request.getRequestURI())) {
            case "/callbacks/dingtalk/robot" -> callback.message(request, response);
            case "/callbacks/dingtalk/card" -> callback.press(request, response);
            case "/callbacks/dingtalk/event" -> callback.event(request, response);
            default -> throw new AssertionError("no such address");
        }
        return response;
    }

    DingTalkCallback callback() {
        return new DingTalkCallback(settings(), tenants, desk(), counters, () -> now);
    }

    DingTalkDesk desk() {
        PressDesk desk = new PressDesk(
                inbox,
                presses,
                counters,
                () -> now,
                new PressDesk.Budget(answerBudget, PressDesk.Budget.DINGTALK.window()));
        return new DingTalkDesk(
                inbox,
                desk,
                new DingTalkCards(templateId, words),
                keys,
                tenants,
                new DingTalkMonth(counting("calls", 5000, book), pushes),
                words,
                counters);
    }

    private final CallBook book = CallBook.inMemory();
    final MonthlyCalls pushes = counting("pushes", 3000, CallBook.inMemory());

    private MonthlyCalls counting(String what, int limit, CallBook written) {
        return new MonthlyCalls(what, ZoneId.of("Asia/Shanghai"), limit, written, new Told(), () -> now, soon -> {});
    }

    static DingTalkSettings settings() {
        return new DingTalkSettings(
                true,
                "https://api.dingtalk.com",
                "https://oapi.dingtalk.com",
                "ding1",
                Secret.of(DingTalkPush.CLIENT_SECRET),
                "",
                "http",
                DingTalkGatewayBench.TEMPLATE,
                Secret.of(DingTalkPush.API_SECRET),
                Secret.of(DingTalkPush.AES_KEY),
                Secret.of(DingTalkPush.EVENT_TOKEN),
                "",
                5000,
                3000);
    }

    static JsonNode json(MockHttpServletResponse response) throws IOException {
        assertThat(response.getStatus()).isEqualTo(200);
        return json(response.getContentAsString(UTF_8));
    }

    static JsonNode json(String text) {
        return DingTalkJson.MAPPER.readTree(text);
    }

    static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** What admins hear. */
    private final class Told implements CallNews {
        @Override
        public void nearlyUsed(CallMeter.Used used) {
            told.add("near");
        }

        @Override
        public void spent(CallMeter.Used used) {
            told.add("spent");
        }

        @Override
        public void pushesCut(CallMeter.Used used) {
            told.add("cut");
        }
    }
}
