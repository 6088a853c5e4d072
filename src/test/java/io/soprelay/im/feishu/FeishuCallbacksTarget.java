package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.CallbackWords;
import io.soprelay.fuzz.Target;
import io.soprelay.im.door.CallbackCounters.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Feishu's door. The first letter of an input says how the rest comes: {@code s} encrypted and signed by the platform,
 * {@code e} signed but not encrypted, {@code u} unsigned, {@code f} with a signature of the attacker's (first line), {@code
 * l} over the long connection.
 */
public final class FeishuCallbacksTarget extends FeishuCallbackBench implements Target {
    private static final List<String> RECORDED = List.of(
            "bot-entered",
            "card-press",
            "card-press-foreign",
            "card-press-name-only",
            "challenge",
            "menu",
            "message-file",
            "message-from-bot",
            "message-image",
            "message-post",
            "message-read",
            "message-sticker",
            "message-text",
            "message-text-group",
            "message-video",
            "old-envelope");

    private final FeishuCallback door;
    private final FeishuLineEvents line;
    private Instant later = NOW;

    public FeishuCallbacksTarget() {
        tenants = "t_1"::equals;
        door = callback();
        line = new FeishuLineEvents("cli_a1", tenants, desk(), counters);
    }

    @Override
    public String name() {
        return "callbacks-feishu";
    }

    @Override
    public int full() {
        return 500_000;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String recorded : RECORDED) {
            String payload = FeishuPush.recorded(recorded);
            seeds.add(("s" + payload).getBytes(UTF_8));
            seeds.add(("l" + payload).getBytes(UTF_8));
            seeds.add(("e" + payload).getBytes(UTF_8));
            seeds.add(("u" + new String(encrypt(payload), UTF_8)).getBytes(UTF_8));
            seeds.add(forged(payload));
        }
        return seeds;
    }

    /** What an attacker has who overheard a call: its headers, and any other body. */
    private static byte[] forged(String payload) {
        MockHttpServletRequest overheard = FeishuPush.signed(FeishuPush.recorded("menu"), NOW);
        String headers = overheard.getHeader("X-Lark-Request-Timestamp") + " "
                + overheard.getHeader("X-Lark-Request-Nonce") + " " + overheard.getHeader("X-Lark-Signature");
        return ("f" + headers + "\n" + new String(encrypt(payload), UTF_8)).getBytes(UTF_8);
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        String payload = CallbackWords.object(random, tokens(), 0);
        return ((random.nextBoolean() ? "s" : "l") + payload).getBytes(UTF_8);
    }

    @Override
    public List<String> tokens() {
        return CallbackWords.FEISHU;
    }

    @Override
    public String feed(byte[] input) throws Exception {
        inbox.received.clear();
        boolean signed = input.length > 0 && "sel".indexOf(input[0]) >= 0;
        // Slow enough that every unsigned one is looked into.
        later = signed ? later : later.plusSeconds(2);
        now = signed ? NOW : later;
        long failed = counters.value(Outcome.FAILED);
        byte[] rest = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        String outcome = switch (input.length == 0 ? 'u' : input[0]) {
            case 's' -> sent(FeishuPush.signed(new String(rest, UTF_8), NOW), true);
            case 'e' -> sent(FeishuPush.signed(rest, NOW, FeishuPush.ENCRYPT_KEY), true);
            case 'l' -> overTheLine(rest);
            case 'f' -> sent(withHeaders(rest), false);
            default -> sent(FeishuPush.unsigned(rest), false);
        };
        if (counters.value(Outcome.FAILED) > failed) {
            throw new IllegalStateException("The desk failed: " + outcome);
        }
        return outcome;
    }

    private MockHttpServletRequest withHeaders(byte[] rest) {
        String text = new String(rest, UTF_8);
        int end = text.indexOf('\n');
        String[] headers = text.substring(0, Math.max(0, end)).split(" ", 3);
        MockHttpServletRequest request =
                FeishuPush.unsigned(text.substring(end + 1).getBytes(UTF_8));
        request.addHeader("X-Lark-Request-Timestamp", headers[0]);
        request.addHeader("X-Lark-Request-Nonce", headers.length > 1 ? headers[1] : "");
        request.addHeader("X-Lark-Signature", headers.length > 2 ? headers[2] : "");
        return request;
    }

    private String sent(MockHttpServletRequest request, boolean authentic) throws Exception {
        MockHttpServletResponse response = send(door, request);
        String body = response.getContentAsString(UTF_8);
        boolean challenged = body.startsWith("{\"challenge\":\"");
        if (challenged && body.length() > 2_000) {
            throw new Forgery("an answer of " + body.length() + " characters to an address check");
        }
        // The recorded call that was overheard may come again as it was: its id is known.
        boolean replayed = inbox.received.size() == 1 && isOverheard(request);
        if (!authentic && !challenged && !replayed && (response.getStatus() == 200 || !inbox.received.isEmpty())) {
            throw new Forgery("got in: " + response.getStatus() + " " + inbox.received);
        }
        return outcome(authentic, response.getStatus(), challenged ? "challenge" : shape(body));
    }

    private static boolean isOverheard(MockHttpServletRequest request) {
        byte[] menu = encrypt(FeishuPush.recorded("menu"));
        return Arrays.equals(menu, request.getContentAsByteArray());
    }

    private String overTheLine(byte[] payload) {
        line.begin(Instant.now());
        try {
            return outcome(true, 0, shape(line.doWithoutValidation(payload).toString()));
        } finally {
            line.end();
        }
    }

    private static String shape(String answer) {
        return answer.isEmpty() ? "nothing" : answer.contains("toast") ? "toast" : "json";
    }

    private String outcome(boolean authentic, int status, String answer) {
        String handed = inbox.received.isEmpty()
                ? ""
                : inbox.received.getFirst().getClass().getSimpleName();
        return (authentic ? "authentic " : "foreign ") + status + " " + answer + " " + handed;
    }
}
