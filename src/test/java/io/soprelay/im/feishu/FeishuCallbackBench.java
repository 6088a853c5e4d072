package io.soprelay.im.feishu;

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
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** A callback over a recording inbox, on a clock the test holds. */
abstract class FeishuCallbackBench {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final Account LI = new Account(Platform.FEISHU, "ou_li");
    static final Instant SENT_AT = Instant.ofEpochMilli(1763798400123L);
    static final String PRESS_AGAIN = "还没确认保存，请再按一次";

    final RecordingInbox inbox = new RecordingInbox();
    final CallbackCounters counters = new CallbackCounters(new SimpleMeterRegistry(), Platform.FEISHU);
    final FeishuWords words = new FeishuWords(Locale.SIMPLIFIED_CHINESE);
    final UploadedKeys keys = UploadedKeys.inMemory();
    TenantGuard tenants = TenantGuard.inMemory();
    Instant now = NOW;
    final OpenPresses presses = new OpenPresses(() -> now);
    Optional<String> botOpenId = Optional.of("ou_bot");
    Duration answerBudget = Duration.ofSeconds(30);

    void assertRefused(MockHttpServletRequest request, int status, Outcome outcome) throws IOException {
        long before = counters.value(outcome);
        MockHttpServletResponse response = send(request);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentAsString()).isEmpty();
        assertThat(counters.value(outcome)).isEqualTo(before + 1);
        assertThat(inbox.received).isEmpty();
    }

    MockHttpServletResponse push(String recorded) throws IOException {
        return send(FeishuPush.signed(FeishuPush.recorded(recorded), NOW));
    }

    MockHttpServletResponse send(MockHttpServletRequest request) throws IOException {
        return send(callback(), request);
    }

    static MockHttpServletResponse send(FeishuCallback callback, MockHttpServletRequest request) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        callback.receive(request, response);
        return response;
    }

    FeishuCallback callback() {
        FeishuSettings settings = new FeishuSettings(
                true,
                "https://open.feishu.cn",
                "cli_a1",
                Secret.of("secret"),
                Secret.of(FeishuPush.ENCRYPT_KEY),
                Secret.of("v_token"),
                "webhook",
                "ack");
        return new FeishuCallback(settings, tenants, desk(), counters, () -> now);
    }

    FeishuDesk desk() {
        PressDesk pressDesk = new PressDesk(
                inbox, presses, counters, () -> now, new PressDesk.Budget(answerBudget, Duration.ofSeconds(3)));
        return new FeishuDesk(
                () -> botOpenId,
                inbox,
                pressDesk,
                FeishuCards.load(Path.of("no-such-folder"), words),
                keys,
                words,
                counters,
                null);
    }

    static byte[] encrypt(String payload) {
        return FeishuPush.encrypted(payload, FeishuPush.ENCRYPT_KEY);
    }

    static JsonNode json(MockHttpServletResponse response) throws IOException {
        assertThat(response.getStatus()).isEqualTo(200);
        return json(response.getContentAsString(UTF_8));
    }

    static JsonNode json(String text) {
        return FeishuJson.CARDS.readTree(text);
    }

    static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
