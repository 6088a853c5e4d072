package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.fuzz.CallbackWords;
import io.soprelay.fuzz.Target;
import io.soprelay.im.dingtalk.stream.StreamDesk;
import io.soprelay.im.door.CallbackCounters.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * DingTalk's doors. The first letter of an input says where the rest goes: {@code r}, {@code c}, {@code e} to the robot,
 * card and event address as the platform signs it; {@code R}, {@code C}, {@code E} there with a signature of the attacker's
 * (first line: time, signature, nonce); {@code s} over the stream (first line: topic and id).
 */
public final class DingTalkCallbacksTarget extends DingTalkCallbackBench implements Target {
    private static final List<String> MESSAGES = List.of(
            "message-audio",
            "message-cut",
            "message-file",
            "message-from-outside",
            "message-picture",
            "message-rich-text",
            "message-text",
            "message-text-group",
            "message-unknown",
            "message-video");
    private static final List<String> PRESSES =
            List.of("card-ask", "card-broken", "card-button", "card-foreign", "card-form");
    private static final List<String> EVENTS = List.of("event", "event-check-url");

    private final DingTalkCallback door;
    private final DingTalkStream stream;

    public DingTalkCallbacksTarget() {
        tenants = "dingcorp"::equals;
        door = callback();
        stream = new DingTalkStream(desk());
    }

    @Override
    public String name() {
        return "callbacks-dingtalk";
    }

    @Override
    public int full() {
        return 500_000;
    }

    @Override
    public List<byte[]> seeds() {
        List<String> seeds = new ArrayList<>();
        String forged = NOW.toEpochMilli() + " " + DingTalkPush.hmac("guessed", "guessed") + " nonce123\n";
        for (String recorded : MESSAGES) {
            seeds.add("r" + DingTalkPush.recorded(recorded));
            seeds.add("R" + forged + DingTalkPush.recorded(recorded));
            seeds.add("s" + StreamDesk.ROBOT + " m1\n" + DingTalkPush.recorded(recorded));
        }
        for (String recorded : PRESSES) {
            seeds.add("c" + DingTalkPush.recorded(recorded));
            seeds.add("C" + forged + DingTalkPush.recorded(recorded));
            seeds.add("s" + StreamDesk.CARD + " m1\n" + DingTalkPush.recorded(recorded));
        }
        for (String recorded : EVENTS) {
            seeds.add("e" + DingTalkPush.recorded(recorded));
            seeds.add("E" + forged + "{\"encrypt\":\""
                    + DingTalkPush.encrypted(DingTalkPush.recorded(recorded), "ding1") + "\"}");
            seeds.add("s" + StreamDesk.EVENTS + " m1\n" + DingTalkPush.recorded(recorded));
        }
        return seeds.stream().map(seed -> seed.getBytes(UTF_8)).toList();
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        String payload = CallbackWords.object(random, tokens(), 0);
        String way = switch (random.nextInt(5)) {
            case 0 -> "r";
            case 1 -> "c";
            case 2 -> "e";
            case 3 -> "s" + StreamDesk.CARD + " m1\n";
            default -> "s" + StreamDesk.ROBOT + " m1\n";
        };
        return (way + payload).getBytes(UTF_8);
    }

    @Override
    public List<String> tokens() {
        return CallbackWords.DINGTALK;
    }

    @Override
    public String feed(byte[] input) throws Exception {
        inbox.received.clear();
        long failed = counters.value(Outcome.FAILED);
        String text = new String(input, UTF_8);
        String rest = text.isEmpty() ? "" : text.substring(1);
        String outcome = switch (text.isEmpty() ? 'R' : text.charAt(0)) {
            case 'r' -> sent(DingTalkPush.message(rest, NOW), true);
            case 'c' -> sent(DingTalkPush.press(rest, NOW), true);
            case 'e' -> sent(DingTalkPush.event(rest, "ding1", NOW), true);
            case 's' -> overTheStream(rest);
            case 'C' -> sent(forged("card", rest), false);
            case 'E' -> sent(forged("event", rest), false);
            default -> sent(forged("robot", rest), false);
        };
        if (counters.value(Outcome.FAILED) > failed) {
            throw new IllegalStateException("The desk failed: " + outcome);
        }
        return outcome;
    }

    private static MockHttpServletRequest forged(String address, String rest) {
        int end = rest.indexOf('\n');
        String[] headers = (rest.substring(0, Math.max(0, end)) + "   ").split(" ", 4);
        MockHttpServletRequest request = DingTalkPush.unsigned(address, rest.substring(end + 1));
        request.addHeader("timestamp", headers[0]);
        request.addHeader("sign", headers[1]);
        request.addHeader("x-ddpaas-signature-timestamp", headers[0]);
        request.addHeader("x-ddpaas-signature", headers[1]);
        request.setParameter("timestamp", headers[0]);
        request.setParameter("signature", headers[1]);
        request.setParameter("nonce", headers[2]);
        return request;
    }

    private String sent(MockHttpServletRequest request, boolean authentic) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        switch (String.valueOf(request.getRequestURI())) {
            case "/callbacks/dingtalk/robot" -> door.message(request, response);
            case "/callbacks/dingtalk/card" -> door.press(request, response);
            default -> door.event(request, response);
        }
        if (!authentic && (response.getStatus() == 200 || !inbox.received.isEmpty())) {
            throw new Forgery("got in: " + response.getStatus() + " " + inbox.received);
        }
        return outcome(authentic, response.getStatus(), response.getContentAsString(UTF_8));
    }

    private String overTheStream(String rest) {
        int end = Math.max(0, rest.indexOf('\n'));
        String[] head = (rest.substring(0, end) + " ").split(" ", 3);
        StreamDesk.Frame frame = new StreamDesk.Frame(
                head[0], head[1], "type", "dingcorp", rest.substring(Math.min(rest.length(), end + 1)));
        try (StreamDesk.Answer answer = stream.answer(frame, Instant.now())) {
            String response = answer.response();
            answer.written();
            return outcome(true, 0, response == null ? "again" : response);
        }
    }

    private String outcome(boolean authentic, int status, String answer) {
        String handed = inbox.received.isEmpty()
                ? ""
                : inbox.received.getFirst().getClass().getSimpleName();
        String shape = answer.length() < 10 ? answer : answer.contains("toast") ? "toast" : "json";
        return (authentic ? "authentic " : "foreign ") + status + " " + shape + " " + handed;
    }
}
