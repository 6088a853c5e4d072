package io.soprelay.im.simulator;

import java.io.Serial;
import java.util.Map;

/** The platform says no to a call: becomes the error envelope with this code. */
final class FeishuRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers;

    FeishuRefusal(int status, int code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /** Feishu answers most refusals with HTTP 400 and its own code. */
    FeishuRefusal(int code, String message) {
        this(400, code, message, Map.of());
    }

    /** A card the platform does not take: 230099 around the card service's own code. */
    static FeishuRefusal badCard(CardProblem problem) {
        return new FeishuRefusal(
                230099,
                "Failed to create card content, ext=ErrCode: " + problem.code() + "; ErrMsg: " + problem.message()
                        + "; ErrorValue: " + problem.where() + "; ");
    }

    /** Too many messages to one person or chat, or updates of one message; no header says when to come back. */
    static FeishuRefusal tooManyForOne() {
        return new FeishuRefusal(230020, "This operation triggers the frequency limit.");
    }

    static FeishuRefusal tooMany(int limit, long resetSeconds) {
        return new FeishuRefusal(
                429,
                99991400,
                "request trigger frequency limit",
                Map.of(
                        "x-ogw-ratelimit-limit",
                        Integer.toString(limit),
                        "x-ogw-ratelimit-reset",
                        Long.toString(Math.max(1, resetSeconds))));
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
