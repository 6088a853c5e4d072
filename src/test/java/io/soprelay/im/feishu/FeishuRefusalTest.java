package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.InboundMessage;
import io.soprelay.im.door.CallbackCounters.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Nothing gets in that is forged, stale, broken or meant for others. */
class FeishuRefusalTest extends FeishuCallbackBench {
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
        assertThat(send(FeishuPush.unsigned(encrypt(challenge.replace("\"token\"", "\"other\""))))
                        .getStatus())
                .isEqualTo(401);
        assertThat(send(FeishuPush.unsigned(encrypt(challenge.replace("ajls384k", "x".repeat(257)))))
                        .getStatus())
                .isEqualTo(401);
        assertThat(inbox.received).isEmpty();
    }

    @Test
    void of_many_address_checks_at_once_a_few_are_looked_into_and_signed_calls_go_on() throws IOException {
        byte[] check = FeishuPush.encrypted(FeishuPush.recorded("challenge"), FeishuPush.ENCRYPT_KEY);
        FeishuCallback door = callback();
        int answered = 0;
        for (int i = 0; i < 200; i++) {
            MockHttpServletResponse answer = send(door, FeishuPush.unsigned(check));
            assertThat(answer.getStatus()).isIn(200, 429);
            answered += answer.getStatus() == 200 ? 1 : 0;
        }
        assertThat(answered).isEqualTo(20);
        assertThat(counters.value(Outcome.TOO_MANY)).isEqualTo(180);
        MockHttpServletResponse forged = send(door, FeishuPush.signed(check, NOW, "another key"));
        assertThat(forged.getStatus()).isEqualTo(429);
        assertThat(forged.getContentAsString()).isEmpty();
        assertThat(send(door, FeishuPush.signed(FeishuPush.recorded("message-text"), NOW))
                        .getStatus())
                .isEqualTo(200);

        now = now.plusSeconds(2);
        assertThat(send(door, FeishuPush.unsigned(check)).getStatus()).isEqualTo(200);
        assertThat(send(door, FeishuPush.unsigned(check)).getStatus()).isEqualTo(429);
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
    })
    void refuses_what_is_not_for_us_or_has_no_whole_envelope(String from, String to, int status, Outcome outcome)
            throws IOException {
        assertRefused(FeishuPush.signed(FeishuPush.recorded("message-text").replace(from, to), NOW), status, outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "message-text,message_id,massage_ix",
        "message-text,open_id,apen_id",
        "menu,event_key,event_kex",
    })
    void an_event_that_is_not_whole_is_acknowledged_so_that_it_holds_up_no_other(
            String recorded, String from, String to) throws IOException {
        MockHttpServletResponse response =
                send(FeishuPush.signed(FeishuPush.recorded(recorded).replace(from, to), NOW));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(json(response)).isEqualTo(json("{}"));
        assertThat(counters.value(Outcome.MALFORMED)).isEqualTo(1);
        assertThat(inbox.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"\"action\",\"axtion\"", "open_id,apen_id", "open_message_id,apen_message_id"})
    void a_press_that_is_not_whole_is_told_so_in_words(String from, String to) throws IOException {
        MockHttpServletResponse response =
                send(FeishuPush.signed(FeishuPush.recorded("card-press").replace(from, to), NOW));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(json(response).at("/toast/content").asString()).contains("这个按钮用不了了");
        assertThat(counters.value(Outcome.MALFORMED)).isEqualTo(1);
        assertThat(inbox.received).isEmpty();
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
    void a_guest_of_another_company_is_no_colleague_whatever_they_say_or_press() throws IOException {
        String guest = "\"tenant_key\": \"t_guest\"";
        String message = FeishuPush.recorded("message-text-group");
        int sender = message.indexOf("\"tenant_key\": \"t_1\"", message.indexOf("sender_type"));
        int mentioned = message.lastIndexOf("\"tenant_key\": \"t_1\"");
        String press = FeishuPush.recorded("card-press");
        int presser = press.lastIndexOf("\"tenant_key\": \"t_1\"");

        send(FeishuPush.signed(replaced(message, sender, guest), NOW));
        send(FeishuPush.signed(replaced(press, presser, guest), NOW));

        assertThat(inbox.received).isEmpty();
        send(FeishuPush.signed(replaced(message, mentioned, guest), NOW));
        assertThat(((InboundMessage) inbox.received.getFirst()).mentions()).isEmpty();
        send(FeishuPush.signed(press, NOW));
        assertThat(inbox.received).hasSize(2);
    }

    private static String replaced(String text, int at, String with) {
        return text.substring(0, at) + with + text.substring(at + "\"tenant_key\": \"t_1\"".length());
    }

    @Test
    void refuses_what_is_too_large_too_deep_or_not_json() throws IOException {
        assertRefused(FeishuPush.unsigned(new byte[64 * 1024 + 1]), 413, Outcome.TOO_LARGE);
        String deep = FeishuPush.recorded("menu").replace("\"todo\"", "[".repeat(30) + "]".repeat(30));
        assertRefused(FeishuPush.signed(deep, NOW), 400, Outcome.MALFORMED);
        assertRefused(FeishuPush.signed("not json", NOW), 400, Outcome.MALFORMED);
        assertRefused(FeishuPush.unsigned("null".getBytes(UTF_8)), 401, Outcome.UNSIGNED);
        assertRefused(FeishuPush.signed("null", NOW), 400, Outcome.MALFORMED);
        assertRefused(FeishuPush.signed("null".getBytes(UTF_8), NOW, FeishuPush.ENCRYPT_KEY), 400, Outcome.MALFORMED);
        assertRefused(
                FeishuPush.signed(
                        "{\"encrypt\":\"bm90IGVuY3J5cHRlZA==\"}".getBytes(UTF_8), NOW, FeishuPush.ENCRYPT_KEY),
                400,
                Outcome.MALFORMED);
        String twice = FeishuPush.recorded("menu").replace("\"schema\"", "\"schema\":\"1.0\",\"schema\"");
        assertRefused(FeishuPush.signed(twice, NOW), 400, Outcome.MALFORMED);
    }
}
