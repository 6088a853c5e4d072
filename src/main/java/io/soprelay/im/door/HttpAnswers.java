package io.soprelay.im.door;

import io.soprelay.im.door.CallbackCounters.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a platform's calls over HTTP are read and answered; returns only when the whole answer has left. Thread safe. */
public final class HttpAnswers {
    /** Cards carry at most 30 KB, messages 150 KB; nothing a person sends to the bot is longer than this encrypted. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final CallbackCounters counters;

    public HttpAnswers(CallbackCounters counters) {
        this.counters = counters;
    }

    /** The raw bytes; null if there are more than 64 KB, which is then refused already. */
    public byte @Nullable [] body(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length <= BODY_BYTES_MAX) {
            return body;
        }
        refuse(response, Outcome.TOO_LARGE, TOO_LARGE);
        return null;
    }

    /** 200 with the body, 403 to a company that is not served, 503 for what must come again; then closes the answer. */
    public void send(HttpServletResponse response, DoorAnswer answer) throws IOException {
        try (answer) {
            ObjectNode body = answer.body();
            if (body == null) {
                status(response, answer.isForeign() ? FORBIDDEN : UNAVAILABLE);
            } else {
                write(response, body);
                answer.written();
            }
        }
    }

    public void write(HttpServletResponse response, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(OK);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    /** Without effect; counted. */
    public void refuse(HttpServletResponse response, Outcome outcome, int status) throws IOException {
        counters.count(outcome);
        status(response, status);
    }

    private static void status(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.flushBuffer();
    }
}
