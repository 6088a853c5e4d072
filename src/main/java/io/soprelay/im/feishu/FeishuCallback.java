package io.soprelay.im.feishu;

import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.feishu.FeishuVerifier.Signature;
import io.soprelay.im.feishu.FeishuVerifier.Verdict;
import io.soprelay.settings.FeishuSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The webhook transport, {@code POST /callbacks/feishu}: verifies the raw bytes, hands what is verified to the desk and
 * writes its answer. No body, header or value is ever logged.
 *
 * <p>Answers: 200 handled or acknowledged; 4xx refused, without effect; 503 send it again. A press is answered with 200
 * always.
 */
@RestController
public class FeishuCallback {
    /** Cards carry at most 30 KB, messages 150 KB; nothing a person sends to the bot is longer than this encrypted. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    private final FeishuVerifier verifier;
    private final FeishuDesk desk;
    private final CallbackCounters counters;
    private final InstantSource clock;

    /** @param clock the machine's clock, never the business clock */
    public FeishuCallback(
            FeishuSettings settings,
            TenantGuard tenants,
            FeishuDesk desk,
            CallbackCounters counters,
            InstantSource clock) {
        this.verifier = new FeishuVerifier(settings, tenants);
        this.desk = desk;
        this.counters = counters;
        this.clock = clock;
    }

    /** @throws IOException when the line to the platform broke; the platform sends again */
    @PostMapping("/callbacks/feishu")
    public void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Instant receivedAt = clock.instant();
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            refuse(response, Outcome.TOO_LARGE, TOO_LARGE);
            return;
        }
        Signature signature = new Signature(
                request.getHeader("X-Lark-Request-Timestamp"),
                request.getHeader("X-Lark-Request-Nonce"),
                request.getHeader("X-Lark-Signature"));
        switch (verifier.verify(signature, body, receivedAt)) {
            case Verdict.Refused refused -> refuse(response, refused.outcome(), refused.httpStatus());
            case Verdict.Challenge challenge -> {
                counters.count(Outcome.CHALLENGE);
                write(response, JsonNodeFactory.instance.objectNode().put("challenge", challenge.text()));
            }
            case Verdict.OldEnvelope ignored -> answer(response, desk.unrecognised());
            case Verdict.Unknown(String eventType) -> answer(response, desk.companyUnknown(eventType));
            case Verdict.Verified verified -> answer(response, desk.handle(verified, receivedAt));
        }
    }

    private static void answer(HttpServletResponse response, FeishuAnswer answer) throws IOException {
        try (answer) {
            ObjectNode body = answer.body();
            if (body == null) {
                status(response, UNAVAILABLE);
            } else {
                write(response, body);
                answer.written();
            }
        }
    }

    private void refuse(HttpServletResponse response, Outcome outcome, int status) throws IOException {
        counters.count(outcome);
        status(response, status);
    }

    private static void status(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.flushBuffer();
    }

    /** Returns only when the whole answer has left for the platform. */
    private static void write(HttpServletResponse response, ObjectNode body) throws IOException {
        byte[] bytes = FeishuJson.CARDS.writeValueAsBytes(body);
        response.setStatus(OK);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
