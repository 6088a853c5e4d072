package io.soprelay.im.feishu;

import com.google.gson.JsonParser;
import com.lark.oapi.event.EventDispatcher;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.DoorAnswer;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.feishu.FeishuVerifier.Verdict;
import io.soprelay.im.feishu.FeishuWire.Envelope;
import io.soprelay.im.feishu.FeishuWire.Header;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What comes over the long connection, as raw envelopes. It stands where the SDK's dispatcher stands, because that one
 * parses into its own classes, which lose fields and fail on some presses. The connection itself proves who speaks (it
 * was opened with the app's secret), so there is no signature to check; the app and the company are, as in the webhook.
 *
 * <p>What cannot be read or is meant for others is acknowledged without effect: the platform would send it for hours.
 */
final class FeishuLineEvents extends EventDispatcher {
    private static final int PAYLOAD_BYTES_MAX = 64 * 1024;
    private static final ThreadLocal<@Nullable Handling> HANDLED = new ThreadLocal<>();

    private final FeishuAddressee addressee;
    private final FeishuDesk desk;
    private final CallbackCounters counters;

    FeishuLineEvents(String appId, TenantGuard tenants, FeishuDesk desk, CallbackCounters counters) {
        super(EventDispatcher.newBuilder("", ""));
        this.addressee = new FeishuAddressee(appId, tenants);
        this.desk = desk;
        this.counters = counters;
    }

    /** One frame while this thread handles it. */
    static final class Handling {
        private final Instant receivedAt;
        private @Nullable DoorAnswer answer;

        private Handling(Instant receivedAt) {
            this.receivedAt = receivedAt;
        }

        /** Null if the frame was no event. */
        @Nullable
        DoorAnswer answer() {
            return answer;
        }
    }

    /** What this thread hands to the SDK until {@link #end} belongs to the frame received then. */
    Handling begin(Instant receivedAt) {
        Handling handling = new Handling(receivedAt);
        HANDLED.set(handling);
        return handling;
    }

    void end() {
        HANDLED.remove();
    }

    /**
     * Called by the SDK with the plain envelope; the result travels in the acknowledgement.
     *
     * @throws SendAgainException if nothing is known to be committed: the SDK then acknowledges with code 500 and the
     *     platform sends the event again
     */
    @Override
    public Object doWithoutValidation(byte[] payload) {
        Handling handling = HANDLED.get();
        if (handling == null) {
            throw new IllegalStateException("A frame must be begun before it is handled");
        }
        DoorAnswer answer = answer(payload, handling.receivedAt);
        handling.answer = answer;
        ObjectNode body = answer.body();
        if (body == null) {
            throw new SendAgainException();
        }
        return JsonParser.parseString(FeishuJson.CARDS.writeValueAsString(body));
    }

    private DoorAnswer answer(byte[] payload, Instant receivedAt) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            return ignored(Outcome.TOO_LARGE);
        }
        Envelope envelope;
        try {
            envelope = FeishuJson.envelope(payload);
        } catch (JacksonException unreadable) {
            return ignored(Outcome.MALFORMED);
        }
        if (envelope == null) {
            return ignored(Outcome.MALFORMED);
        }
        Header header = envelope.header();
        if (header == null) {
            return desk.unrecognised();
        }
        return switch (addressee.admit(envelope, header, eventType -> true)) {
            case Verdict.Verified verified -> desk.handle(verified, receivedAt);
            case Verdict.Unknown(String eventType) -> desk.companyUnknown(eventType);
            case Verdict.Refused refused -> ignored(refused.outcome());
            case Verdict.OldEnvelope ignored -> desk.unrecognised();
            case Verdict.Challenge ignored -> desk.unrecognised();
        };
    }

    private DoorAnswer ignored(Outcome outcome) {
        counters.count(outcome);
        return DoorAnswer.acknowledged();
    }

    /** No stack trace: it is an answer and no defect. */
    private static final class SendAgainException extends RuntimeException {
        SendAgainException() {
            super("The event is to be sent again", null, false, false);
        }
    }
}
