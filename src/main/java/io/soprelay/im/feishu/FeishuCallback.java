package io.soprelay.im.feishu;

import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.HttpAnswers;
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

/**
 * The webhook transport, {@code POST /callbacks/feishu}: verifies the raw bytes, hands what is verified to the desk and
 * writes its answer. No body, header or value is ever logged.
 *
 * <p>Answers: 200 handled or acknowledged; 4xx refused, without effect; 503 send it again. A press is answered with 200
 * always.
 */
@RestController
public class FeishuCallback {
    private final FeishuVerifier verifier;
    private final FeishuDesk desk;
    private final CallbackCounters counters;
    private final HttpAnswers answers;
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
        this.answers = new HttpAnswers(counters);
        this.clock = clock;
    }

    /** @throws IOException when the line to the platform broke; the platform sends again */
    @PostMapping("/callbacks/feishu")
    public void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Instant receivedAt = clock.instant();
        byte[] body = answers.body(request, response);
        if (body == null) {
            return;
        }
        Signature signature = new Signature(
                request.getHeader("X-Lark-Request-Timestamp"),
                request.getHeader("X-Lark-Request-Nonce"),
                request.getHeader("X-Lark-Signature"));
        switch (verifier.verify(signature, body, receivedAt)) {
            case Verdict.Refused refused -> answers.refuse(response, refused.outcome(), refused.httpStatus());
            case Verdict.Challenge challenge -> {
                counters.count(Outcome.CHALLENGE);
                answers.write(response, JsonNodeFactory.instance.objectNode().put("challenge", challenge.text()));
            }
            case Verdict.OldEnvelope ignored -> answers.send(response, desk.unrecognised());
            case Verdict.Unknown(String eventType) -> answers.send(response, desk.companyUnknown(eventType));
            case Verdict.Verified verified -> answers.send(response, desk.handle(verified, receivedAt));
        }
    }
}
