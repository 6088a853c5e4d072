package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.dingtalk.DingTalkVerifier.Verdict;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.settings.DingTalkSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Nothing gets in that is forged, stale, broken or meant for others. */
class DingTalkRefusalTest extends DingTalkCallbackBench {
    private static final String MESSAGE = DingTalkPush.recorded("message-text");
    private static final String PRESS = DingTalkPush.recorded("card-form");
    private static final String EVENT = DingTalkPush.recorded("event");

    @Test
    void refuses_what_is_not_signed() throws IOException {
        assertRefused(DingTalkPush.unsigned("robot", MESSAGE), 401, Outcome.UNSIGNED);
        assertRefused(DingTalkPush.unsigned("card", PRESS), 401, Outcome.UNSIGNED);
        assertRefused(DingTalkPush.unsigned("event", "{\"encrypt\":\"x\"}"), 401, Outcome.UNSIGNED);
    }

    @Test
    void refuses_what_is_signed_with_another_secret_or_for_another_door() throws IOException {
        String timestamp = Long.toString(NOW.toEpochMilli());
        MockHttpServletRequest message = DingTalkPush.unsigned("robot", MESSAGE);
        message.addHeader("timestamp", timestamp);
        message.addHeader("sign", DingTalkPush.hmac(DingTalkPush.API_SECRET, timestamp));
        assertRefused(message, 401, Outcome.FORGED);

        MockHttpServletRequest press = DingTalkPush.unsigned("card", PRESS);
        press.addHeader("x-ddpaas-signature-timestamp", timestamp);
        press.addHeader(
                "x-ddpaas-signature",
                DingTalkPush.hmac(DingTalkPush.CLIENT_SECRET, timestamp + "\n" + DingTalkPush.CLIENT_SECRET));
        assertRefused(press, 401, Outcome.FORGED);

        MockHttpServletRequest event = DingTalkPush.event(EVENT, "ding1", NOW);
        event.setParameter("nonce", "another");
        assertRefused(event, 401, Outcome.FORGED);
    }

    @ParameterizedTest
    @CsvSource({
        "robot,PT1H,200",
        "robot,PT1H1S,401",
        "robot,-PT5M,200",
        "robot,-PT5M1S,401",
        "card,PT5M,200",
        "card,PT5M1S,401",
        "card,-PT5M1S,401",
        "event,PT1H,200",
        "event,PT1H1S,401"
    })
    void each_door_has_its_window_of_freshness(String door, Duration age, int status) throws IOException {
        BiFunction<String, Instant, MockHttpServletRequest> push = switch (door) {
            case "robot" -> DingTalkPush::message;
            case "card" -> DingTalkPush::press;
            default -> (payload, at) -> DingTalkPush.event(payload, "ding1", at);
        };
        String payload = door.equals("robot") ? MESSAGE : door.equals("card") ? PRESS : EVENT;

        assertThat(send(push.apply(payload, NOW.minus(age))).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{\"a\":1", "{} {}", "{\"a\":1,\"a\":2}"})
    void refuses_what_is_signed_and_no_object(String body) throws IOException {
        assertRefused(DingTalkPush.message(body, NOW), 400, Outcome.MALFORMED);
        assertRefused(DingTalkPush.press(body, NOW), 400, Outcome.MALFORMED);
        assertRefused(DingTalkPush.event(body, "ding1", NOW), 400, Outcome.MALFORMED);
    }

    @Test
    void refuses_what_is_nested_to_exhaust_the_stack_or_too_long() throws IOException {
        assertRefused(
                DingTalkPush.message("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), NOW), 400, Outcome.MALFORMED);
        for (String door : new String[] {"robot", "card", "event"}) {
            assertRefused(DingTalkPush.unsigned(door, "x".repeat(64 * 1024 + 1)), 413, Outcome.TOO_LARGE);
        }
    }

    @Test
    void the_company_is_fixed_at_first_contact() throws IOException {
        assertThat(message("message-text").getStatus()).isEqualTo(200);
        inbox.received.clear();

        assertRefused(DingTalkPush.message(MESSAGE.replace("dingcorp", "other"), NOW), 403, Outcome.OTHER_TENANT);
        assertRefused(DingTalkPush.press(PRESS.replace("dingcorp", "other"), NOW), 403, Outcome.OTHER_TENANT);
        assertRefused(DingTalkPush.event(EVENT.replace("dingcorp", "other"), "ding1", NOW), 403, Outcome.OTHER_TENANT);
        assertRefused(DingTalkPush.event(EVENT, "suite1", NOW), 403, Outcome.OTHER_APP);
    }

    @Test
    void no_mutation_of_an_event_gets_in() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);
        MockHttpServletRequest whole = DingTalkPush.event(EVENT, "ding1", NOW);
        byte[] body = Objects.requireNonNull(whole.getContentAsByteArray());
        for (int i = 0; i < 500; i++) {
            byte[] mutated = body.clone();
            int at = 12 + random.nextInt(mutated.length - 14);
            mutated[at] = (byte) (mutated[at] ^ (1 << random.nextInt(7)));
            MockHttpServletRequest request = DingTalkPush.event(EVENT, "ding1", NOW);
            request.setContent(mutated);

            assertThat(send(request).getStatus()).as("case %d", i).isIn(400, 401);
        }
    }

    @Test
    void a_press_of_somebody_known_by_another_kind_of_id_has_no_effect() throws IOException {
        assertThat(send(DingTalkPush.press(PRESS.replace("\"userIdType\":1", "\"userIdType\":2"), NOW))
                        .getStatus())
                .isEqualTo(200);
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void another_body_under_an_overheard_signature_is_refused_and_the_same_one_may_come_again() {
        DingTalkVerifier verifier = new DingTalkVerifier(settings(), tenants);
        String time = Long.toString(NOW.toEpochMilli());
        String robot = DingTalkPush.hmac(DingTalkPush.CLIENT_SECRET, time + "\n" + DingTalkPush.CLIENT_SECRET);
        String card = DingTalkPush.hmac(DingTalkPush.API_SECRET, time);
        byte[] other = MESSAGE.replace("待办", "/start 发货流程").getBytes(UTF_8);
        byte[] press = PRESS.replace("SF1234567890", "forged").getBytes(UTF_8);

        assertThat(verifier.message(time, robot, MESSAGE.getBytes(UTF_8), NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(verifier.press(time, card, PRESS.getBytes(UTF_8), NOW)).isInstanceOf(Verdict.Verified.class);
        // Two people in one millisecond.
        assertThat(verifier.message(time, robot, other, NOW.plusSeconds(9))).isInstanceOf(Verdict.Verified.class);

        Instant later = NOW.plusSeconds(11);
        byte[] third = MESSAGE.replace("待办", "/role set 审批人 x").getBytes(UTF_8);
        assertThat(verifier.message(time, robot, third, later)).isEqualTo(new Verdict.Refused(Outcome.FORGED, 401));
        assertThat(verifier.press(time, card, press, later)).isEqualTo(new Verdict.Refused(Outcome.FORGED, 401));
        assertThat(verifier.message(time, robot, MESSAGE.getBytes(UTF_8), later.plusSeconds(3000)))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void a_script_with_an_overheard_signature_gets_no_further_than_twenty_bodies() {
        SignaturesSeen seen = new SignaturesSeen();
        for (int i = 0; i < 20; i++) {
            assertThat(seen.admits("signature", "body" + i, NOW)).isTrue();
        }
        assertThat(seen.admits("signature", "one more", NOW)).isFalse();
        assertThat(seen.admits("another", "one more", NOW)).isTrue();
        for (int i = 0; i < 30_000; i++) {
            assertThat(seen.admits("s" + i, "body", NOW)).isTrue();
        }
    }

    @Test
    void without_event_settings_there_is_no_such_door() throws IOException {
        DingTalkSettings settings = DingTalkGatewayBench.settings("http://127.0.0.1:1", "", "http");

        assertThat(new DingTalkVerifier(settings, tenants).event("1", "n", "s", "{}".getBytes(UTF_8), NOW))
                .isEqualTo(new Verdict.Refused(Outcome.UNRECOGNISED, 404));
        assertThatThrownBy(() -> new DingTalkVerifier(DingTalkSettings.disabled(), tenants))
                .hasMessageContaining("relay.dingtalk.callback-api-secret");
    }
}
