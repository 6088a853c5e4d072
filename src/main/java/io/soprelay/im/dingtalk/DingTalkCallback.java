package io.soprelay.im.dingtalk;

import io.soprelay.im.dingtalk.DingTalkVerifier.Verdict;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.DoorAnswer;
import io.soprelay.im.door.HttpAnswers;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.settings.DingTalkSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP transport: {@code POST /callbacks/dingtalk/robot}, {@code card} and {@code event}. Verifies, hands what is
 * verified to the desk and writes its answer. No body, header or value is ever logged.
 *
 * <p>Answers: 200 handled or acknowledged; 4xx refused, without effect; 503 send it again. A press is answered with 200
 * always.
 */
@RestController
public class DingTalkCallback {
    private static final int BAD_REQUEST = 400;
    private static final String ADDRESS_CHECK = "check_url";

    private final DingTalkVerifier verifier;
    private final @Nullable DingTalkCrypto crypto;
    private final DingTalkDesk desk;
    private final CallbackCounters counters;
    private final HttpAnswers answers;
    private final InstantSource clock;

    /** @param clock the machine's clock, never the business clock */
    public DingTalkCallback(
            DingTalkSettings settings,
            TenantGuard tenants,
            DingTalkDesk desk,
            CallbackCounters counters,
            InstantSource clock) {
        this.verifier = new DingTalkVerifier(settings, tenants);
        this.crypto =
                settings.aesKey().isPresent() ? new DingTalkCrypto(settings.eventToken(), settings.aesKey()) : null;
        this.desk = desk;
        this.counters = counters;
        this.answers = new HttpAnswers(counters);
        this.clock = clock;
    }

    /** @throws IOException when the line to the platform broke; the platform sends again */
    @PostMapping("/callbacks/dingtalk/robot")
    public void message(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Instant receivedAt = clock.instant();
        byte[] body = answers.body(request, response);
        if (body == null) {
            return;
        }
        switch (verifier.message(request.getHeader("timestamp"), request.getHeader("sign"), body, receivedAt)) {
            case Verdict.Refused refused -> answers.refuse(response, refused.outcome(), refused.httpStatus());
            case Verdict.Verified verified -> answers.send(response, desk.message(verified.body()));
            case Verdict.Event other -> answers.refuse(response, Outcome.MALFORMED, BAD_REQUEST);
        }
    }

    /** @throws IOException when the line to the platform broke; the person presses again */
    @PostMapping("/callbacks/dingtalk/card")
    public void press(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Instant receivedAt = clock.instant();
        byte[] body = answers.body(request, response);
        if (body == null) {
            return;
        }
        String timestamp = request.getHeader("x-ddpaas-signature-timestamp");
        switch (verifier.press(timestamp, request.getHeader("x-ddpaas-signature"), body, receivedAt)) {
            case Verdict.Refused refused -> answers.refuse(response, refused.outcome(), refused.httpStatus());
            case Verdict.Verified(String id, var press) -> answers.send(response, desk.press(id, press, receivedAt));
            case Verdict.Event other -> answers.refuse(response, Outcome.MALFORMED, BAD_REQUEST);
        }
    }

    /** @throws IOException when the line to the platform broke; the platform sends again */
    @PostMapping("/callbacks/dingtalk/event")
    public void event(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Instant receivedAt = clock.instant();
        byte[] body = answers.body(request, response);
        if (body == null) {
            return;
        }
        String signature = either(request, "msg_signature", "signature");
        String timestamp = either(request, "timestamp", "timeStamp");
        switch (verifier.event(timestamp, request.getParameter("nonce"), signature, body, receivedAt)) {
            case Verdict.Refused refused -> answers.refuse(response, refused.outcome(), refused.httpStatus());
            case Verdict.Event(String type, var event, String ownerKey) -> {
                if (type.equals(ADDRESS_CHECK)) {
                    counters.count(Outcome.CHALLENGE);
                    answers.write(response, success(ownerKey));
                } else {
                    DoorAnswer heard = desk.event(type, DingTalkEvents.company(event));
                    if (heard.body() == null) {
                        answers.send(response, heard);
                    } else {
                        answers.write(response, success(ownerKey));
                    }
                }
            }
            case Verdict.Verified other -> answers.refuse(response, Outcome.MALFORMED, BAD_REQUEST);
        }
    }

    /** The word the platform waits for, encrypted and signed as it does itself. */
    private ObjectNode success(String ownerKey) {
        DingTalkCrypto sealing = Objects.requireNonNull(crypto);
        String encrypted = sealing.encrypt("success", ownerKey);
        String timestamp = Long.toString(clock.millis());
        String nonce = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return JsonNodeFactory.instance
                .objectNode()
                .put("msg_signature", sealing.signatureOf(timestamp, nonce, encrypted))
                .put("timeStamp", timestamp)
                .put("nonce", nonce)
                .put("encrypt", encrypted);
    }

    private static @Nullable String either(HttpServletRequest request, String one, String other) {
        String first = request.getParameter(one);
        return first == null ? request.getParameter(other) : first;
    }
}
