package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.CallbackHttp;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Loopback;
import io.soprelay.im.simulator.WireLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side of the bot: signed messages, sealed events, signed card callbacks, each to its address. */
final class HttpDoor implements AutoCloseable {
    /** What a bot's answer counts as that does not open to {@code success}. */
    private static final int NOT_SUCCESS = 502;

    private final DingTalkPlatformConfig config;
    private final WireLog log;
    private final CallbackHttp http = new CallbackHttp();
    private volatile @Nullable URI base;

    HttpDoor(DingTalkPlatformConfig config, WireLog log) {
        this.config = config;
        this.log = log;
    }

    /** The bot's address up to the path; messages, cards and events have paths of their own below it. */
    void base(@Nullable URI bot) {
        if (bot != null) {
            Loopback.require(bot, "The bot's address");
        }
        base = bot;
    }

    /** Were addresses entered in the console? */
    boolean entered() {
        return base != null;
    }

    CardApi.@Nullable Registered cards() {
        URI bot = base;
        return bot == null
                ? null
                : new CardApi.Registered(
                        bot.resolve("/callbacks/dingtalk/card"),
                        config.secrets().apiSecret());
    }

    CallbackAnswer message(String plain, Duration window) {
        return message(
                plain, window, config.machineClock().instant(), config.app().clientSecret());
    }

    CallbackAnswer message(String plain, Duration window, Instant moment, String secret) {
        String timestamp = Long.toString(moment.toEpochMilli());
        return post(
                below("/callbacks/dingtalk/robot"),
                plain,
                plain.getBytes(StandardCharsets.UTF_8),
                Map.of("timestamp", timestamp, "sign", DingTalkCrypto.signMessage(timestamp, secret)),
                window);
    }

    CallbackAnswer card(CardApi.Registered to, String plain, Duration window) {
        return card(to, plain, window, config.machineClock().instant());
    }

    CallbackAnswer card(CardApi.Registered to, String plain, Duration window, Instant moment) {
        String timestamp = Long.toString(moment.toEpochMilli());
        return post(
                to.address(),
                plain,
                plain.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "x-ddpaas-signature-timestamp",
                        timestamp,
                        "x-ddpaas-signature",
                        DingTalkCrypto.signCard(timestamp, to.apiSecret())),
                window);
    }

    /** @param data the event; its type is added in the way of HTTP */
    CallbackAnswer event(String type, String data, Duration window) {
        ObjectNode plain = Json.parse(data) instanceof ObjectNode object ? object : Json.object();
        return event(
                Json.write(plain.put("EventType", type)),
                window,
                config.secrets().eventToken());
    }

    CallbackAnswer event(String plain, Duration window, String token) {
        DingTalkPlatformConfig.Secrets secrets = config.secrets();
        String owner = config.app().clientId();
        String timestamp = Long.toString(config.machineClock().millis());
        String nonce = Ids.hex(4);
        String sealed = DingTalkCrypto.seal(secrets.aesKey(), owner, plain);
        String signature = DingTalkCrypto.signEvent(token, timestamp, nonce, sealed);
        URI to = below("/callbacks/dingtalk/event?msg_signature=" + signature + "&signature=" + signature
                + "&timestamp=" + timestamp + "&nonce=" + nonce);
        CallbackAnswer answer = post(to, plain, Json.bytes(Json.object().put("encrypt", sealed)), Map.of(), window);
        return answer.ok() && !success(Json.parse(answer.body()))
                ? new CallbackAnswer(NOT_SUCCESS, answer.body(), CallbackAnswer.Problem.NONE)
                : answer;
    }

    private boolean success(JsonNode answer) {
        String sealed = Json.text(answer, "encrypt");
        String signed = DingTalkCrypto.signEvent(
                config.secrets().eventToken(), Json.text(answer, "timeStamp"), Json.text(answer, "nonce"), sealed);
        return signed.equals(Json.text(answer, "msg_signature"))
                && DingTalkCrypto.open(config.secrets().aesKey(), config.app().clientId(), sealed)
                        .equals("success");
    }

    private @Nullable URI below(String path) {
        URI bot = base;
        return bot == null ? null : bot.resolve(path);
    }

    private CallbackAnswer post(
            @Nullable URI to, String plain, byte[] body, Map<String, String> headers, Duration window) {
        if (to == null) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONFIGURED);
        }
        long began = System.nanoTime();
        CallbackAnswer answer = http.post(to, body, headers, window);
        return log.pushed(
                config.machineClock().instant(),
                WireLog.Direction.DINGTALK_TO_BOT,
                "POST",
                to.getPath(),
                plain,
                answer,
                began);
    }

    @Override
    public void close() {
        http.close();
    }
}
