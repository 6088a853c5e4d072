package io.soprelay.im.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pushes callbacks and logs them in clear: sealed and signed to the bot's address, or as they are over a long connection
 * when no address is set and a bot has opened one.
 */
final class CallbackSender implements AutoCloseable {
    private final FeishuPlatformConfig config;
    private final WireLog log;
    private final FeishuLines lines;
    private final CallbackHttp http = new CallbackHttp();
    private volatile @Nullable URI address;

    CallbackSender(FeishuPlatformConfig config, WireLog log, FeishuLines lines) {
        this.config = config;
        this.log = log;
        this.lines = lines;
    }

    /** @throws SimulatorProblem when the address is not on this machine */
    void address(@Nullable URI bot) {
        if (bot != null) {
            Loopback.require(bot, "The bot's callback address");
        }
        address = bot;
    }

    /** One callback with all it takes to send it again byte by byte. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(String plain, byte[] body, Map<String, String> headers) {}

    Sealed seal(String plain) {
        return seal(plain, Long.toString(config.machineClock().instant().getEpochSecond()));
    }

    Sealed seal(String plain, String timestamp) {
        ObjectNode outer = Json.object().put("encrypt", CallbackCrypto.encrypt(config.encryptKey(), plain));
        byte[] body = Json.bytes(outer);
        String nonce = Ids.hex(8);
        return new Sealed(
                plain,
                body,
                Map.of(
                        "X-Lark-Request-Timestamp",
                        timestamp,
                        "X-Lark-Request-Nonce",
                        nonce,
                        "X-Lark-Signature",
                        CallbackCrypto.sign(timestamp, nonce, config.encryptKey(), body),
                        "X-Request-Id",
                        Ids.hex(16)));
    }

    /** @param window how long to wait for the answer */
    CallbackAnswer send(Sealed callback, Duration window) {
        URI to = address;
        if (to == null && lines.inUse()) {
            long pushed = System.nanoTime();
            CallbackAnswer answer = lines.push(callback.plain(), window);
            return logged("(long connection)", callback, answer, pushed);
        }
        if (to == null) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONFIGURED);
        }
        long began = System.nanoTime();
        return logged(to.getPath(), callback, http.post(to, callback.body(), callback.headers(), window), began);
    }

    private CallbackAnswer logged(String to, Sealed callback, CallbackAnswer answer, long began) {
        return log.pushed(
                config.machineClock().instant(),
                WireLog.Direction.FEISHU_TO_BOT,
                "POST",
                to,
                callback.plain(),
                answer,
                began);
    }

    @Override
    public void close() {
        http.close();
    }
}
