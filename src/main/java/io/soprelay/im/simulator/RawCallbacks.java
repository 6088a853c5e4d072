package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Callbacks no well-behaved phone would cause: forged, replayed, doubled, aged, crafted. Nothing is applied to cards. */
public final class RawCallbacks {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final FeishuPlatformConfig config;
    private final CallbackSender sender;
    private final CardClicks clicks;

    RawCallbacks(FeishuPlatformConfig config, CallbackSender sender, CardClicks clicks) {
        this.config = config;
        this.sender = sender;
        this.clicks = clicks;
    }

    /**
     * A callback in clear for a press with any content.
     *
     * @param action the {@code action} of the event: {@code tag}, {@code name}, {@code value}, {@code form_value}
     */
    public String click(SimulatedPerson person, ChatMessage message, JsonNode action) {
        return Json.write(clicks.envelope(person, message, (ObjectNode) action));
    }

    /** Sealed and signed as Feishu does it. */
    public CallbackAnswer send(String plain) {
        return sender.send(sender.seal(plain), WINDOW);
    }

    /** Sealed and signed rightly, but with the timestamp of that moment. */
    public CallbackAnswer sendAsOf(String plain, Instant moment) {
        return sender.send(sender.seal(plain, Long.toString(moment.getEpochSecond())), WINDOW);
    }

    /** The same callback {@code times} times at once, byte by byte. */
    public List<CallbackAnswer> sendAtOnce(String plain, int times) {
        CallbackSender.Sealed sealed = sender.seal(plain);
        List<Future<CallbackAnswer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> sender.send(sealed, WINDOW)));
            }
        }
        return running.stream().map(Future::resultNow).toList();
    }

    /** Sealed with the right key, signed with a wrong one. */
    public CallbackAnswer sendWithWrongSignature(String plain) {
        CallbackSender.Sealed good = sender.seal(plain);
        Map<String, String> headers = new HashMap<>(good.headers());
        headers.put("X-Lark-Signature", "0".repeat(64));
        return sender.send(new CallbackSender.Sealed(plain, good.body(), headers), WINDOW);
    }

    /** Sealed and signed rightly around a wrong verification token. */
    public CallbackAnswer sendWithWrongToken(String plain) {
        return send(plain.replace(config.verificationToken(), "wrong"));
    }

    /** Any body with any headers. */
    public CallbackAnswer post(String body, Map<String, String> headers) {
        return sender.send(
                new CallbackSender.Sealed(body, body.getBytes(StandardCharsets.UTF_8), Map.copyOf(headers)), WINDOW);
    }

    /** The check Feishu makes when the address is saved; true when the challenge came back. */
    public boolean verifiesAddress() {
        String challenge = Ids.hex(16);
        ObjectNode plain = Json.object()
                .put("challenge", challenge)
                .put("token", config.verificationToken())
                .put("type", "url_verification");
        CallbackAnswer answer = sender.send(sender.seal(Json.write(plain)), Duration.ofSeconds(1));
        return answer.ok() && Json.text(Json.parse(answer.body()), "challenge").equals(challenge);
    }
}
