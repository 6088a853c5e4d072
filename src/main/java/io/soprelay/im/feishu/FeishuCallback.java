package io.soprelay.im.feishu;

import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.feishu.FeishuCounters.Outcome;
import io.soprelay.im.feishu.FeishuIncoming.MalformedEventException;
import io.soprelay.im.feishu.FeishuVerifier.Signature;
import io.soprelay.im.feishu.FeishuVerifier.Verdict;
import io.soprelay.settings.FeishuSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything Feishu sends to us: {@code POST /callbacks/feishu}. Verifies, translates, hands in, and answers only after
 * the inbox has committed. No body, header or value is ever logged.
 *
 * <p>Answers: 200 handled or acknowledged; 4xx refused, without effect; 503 send it again. What Feishu itself says but we
 * cannot read is acknowledged: it would be pushed again for hours, unreadable still, and hold up what comes after it. A
 * press is answered with 200 always, because for anything else the person sees a bare code.
 */
@RestController
public class FeishuCallback {
    private static final Logger LOG = LoggerFactory.getLogger(FeishuCallback.class);

    /** Cards carry at most 30 KB, messages 150 KB; nothing a person sends to the bot is longer than this encrypted. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    private final FeishuVerifier verifier;
    private final FeishuEvents events;
    private final ImInbox inbox;
    private final FeishuCards cards;
    private final UploadedKeys uploadedKeys;
    private final OpenPresses openPresses;
    private final FeishuWords words;
    private final FeishuCounters counters;
    private final InstantSource clock;
    private final Budget budget;
    private final OutageLog outages;
    private final ExecutorService presses = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * How long a press may take, both since it was received.
     *
     * @param answer after which the person is told to press again; the handling goes on
     * @param window in which the platform takes an answer: 3 s
     */
    record Budget(Duration answer, Duration window) {
        static final Budget FEISHU = new Budget(Duration.ofMillis(2200), Duration.ofSeconds(3));
    }

    /**
     * @param botOpenId the bot's own account, see {@link FeishuGateway#botOpenId()}
     * @param openPresses shared with the gateway that updates the pressed messages
     * @param clock the machine's clock, never the business clock
     */
    public FeishuCallback(
            FeishuSettings settings,
            TenantGuard tenants,
            Supplier<Optional<String>> botOpenId,
            ImInbox inbox,
            FeishuCards cards,
            UploadedKeys uploadedKeys,
            OpenPresses openPresses,
            FeishuWords words,
            FeishuCounters counters,
            InstantSource clock) {
        this(
                settings,
                tenants,
                botOpenId,
                inbox,
                cards,
                uploadedKeys,
                openPresses,
                words,
                counters,
                clock,
                Budget.FEISHU);
    }

    FeishuCallback(
            FeishuSettings settings,
            TenantGuard tenants,
            Supplier<Optional<String>> botOpenId,
            ImInbox inbox,
            FeishuCards cards,
            UploadedKeys uploadedKeys,
            OpenPresses openPresses,
            FeishuWords words,
            FeishuCounters counters,
            InstantSource clock,
            Budget budget) {
        this.verifier = new FeishuVerifier(settings, tenants);
        this.events = new FeishuEvents(botOpenId);
        this.inbox = inbox;
        this.cards = cards;
        this.uploadedKeys = uploadedKeys;
        this.openPresses = openPresses;
        this.words = words;
        this.counters = counters;
        this.clock = clock;
        this.budget = budget;
        this.outages = new OutageLog(clock);
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
                write(response, object().put("challenge", challenge.text()));
            }
            case Verdict.OldEnvelope ignored -> acknowledge(response, Outcome.UNRECOGNISED);
            case Verdict.Unknown(String eventType) -> unavailable(eventType, response);
            case Verdict.Verified verified -> handle(verified, receivedAt, response);
        }
    }

    private void unavailable(String eventType, HttpServletResponse response) throws IOException {
        outages.unconfirmed("An event " + eventType, "the company served cannot be read now");
        if (eventType.equals(FeishuVerifier.CARD_PRESS)) {
            counters.count(Outcome.UNAVAILABLE);
            write(response, toast(ToastKind.WARNING, words.say("toast.press-again")));
        } else {
            refuse(response, Outcome.UNAVAILABLE, UNAVAILABLE);
        }
    }

    private void handle(Verdict.Verified verified, Instant receivedAt, HttpServletResponse response)
            throws IOException {
        FeishuIncoming incoming;
        try {
            incoming = events.translate(verified);
        } catch (MalformedEventException | JacksonException malformed) {
            LOG.warn("A verified {} cannot be read: {}", verified.eventType(), reason(malformed));
            unreadable(verified, response);
            return;
        }
        switch (incoming) {
            case FeishuIncoming.Press(CardAction action) -> press(action, receivedAt, response);
            case FeishuIncoming.DeadPress() -> {
                counters.count(Outcome.UNRECOGNISED);
                write(response, toast(ToastKind.WARNING, words.say("toast.dead-button")));
            }
            case FeishuIncoming.Unrecognised(String kind) -> {
                LOG.info("Acknowledged an event the bot does not read: {}", kind);
                acknowledge(response, Outcome.UNRECOGNISED);
            }
            case FeishuIncoming.Message(var message) -> handIn(() -> inbox.onMessage(message), response);
            case FeishuIncoming.Entered(var entered) -> handIn(() -> inbox.onEntered(entered), response);
            case FeishuIncoming.Menu(var pressed) -> handIn(() -> inbox.onMenu(pressed), response);
        }
    }

    private void unreadable(Verdict.Verified verified, HttpServletResponse response) throws IOException {
        if (verified.eventType().equals(FeishuVerifier.CARD_PRESS)) {
            counters.count(Outcome.MALFORMED);
            write(response, toast(ToastKind.WARNING, words.say("toast.dead-button")));
        } else {
            acknowledge(response, Outcome.MALFORMED);
        }
    }

    private void handIn(Runnable event, HttpServletResponse response) throws IOException {
        try {
            event.run();
        } catch (InboxUnavailableException away) {
            outages.unconfirmed("An event, which the platform sends again,", sentence(away));
            refuse(response, Outcome.UNAVAILABLE, UNAVAILABLE);
            return;
        } catch (RuntimeException bug) {
            LOG.error("An event failed, the platform will send it again", bug);
            refuse(response, Outcome.FAILED, UNAVAILABLE);
            return;
        }
        acknowledge(response, Outcome.HANDLED);
    }

    private void press(CardAction action, Instant receivedAt, HttpServletResponse response) throws IOException {
        openPresses.begin(action.messageId());
        try {
            answer(action, receivedAt, response);
        } finally {
            openPresses.end(action.messageId());
        }
    }

    private void answer(CardAction action, Instant receivedAt, HttpServletResponse response) throws IOException {
        CardAnswer answer = answerInTime(action, receivedAt);
        if (answer == null) {
            write(response, toast(ToastKind.WARNING, words.say("toast.press-again")));
            return;
        }
        ObjectNode body = toast(answer.toast().kind(), answer.toast().text());
        boolean wholeCardShown = addCard(body, answer);
        write(response, body);
        counters.count(Outcome.HANDLED);
        CardReceipt receipt = answer.receipt();
        if (receipt != null && wholeCardShown && isInsideWindow(receivedAt)) {
            settle(receipt);
        }
    }

    /** Null if the inbox could not, or not in time, say what came of the press. */
    private @Nullable CardAnswer answerInTime(CardAction action, Instant receivedAt) {
        CompletableFuture<CardAnswer> handling = CompletableFuture.supplyAsync(() -> inbox.onAction(action), presses);
        Duration left = budget.answer().minus(Duration.between(receivedAt, clock.instant()));
        try {
            return handling.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            counters.count(Outcome.LATE);
            outages.unconfirmed(pressOn(action), "it takes longer than " + budget.answer() + " and goes on");
            CompletableFuture<?> unused = handling.exceptionally(failure -> {
                failed(action, failure instanceof CompletionException ? failure.getCause() : failure);
                return null;
            });
        } catch (ExecutionException failure) {
            counters.count(failed(action, failure.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            counters.count(Outcome.UNAVAILABLE);
        }
        return null;
    }

    private Outcome failed(CardAction action, @Nullable Throwable failure) {
        if (failure instanceof InboxUnavailableException away) {
            outages.unconfirmed(pressOn(action), sentence(away));
            return Outcome.UNAVAILABLE;
        }
        LOG.error("A press on {} failed", action.actionId(), failure);
        return Outcome.FAILED;
    }

    private static String pressOn(CardAction action) {
        return "A press on " + action.actionId();
    }

    private static String sentence(InboxUnavailableException away) {
        Throwable cause = away.getCause();
        return cause == null || cause.getMessage() == null ? String.valueOf(away.getMessage()) : cause.getMessage();
    }

    /** Whether the person now sees everything the answer wanted to show; then its card entry is settled. */
    private boolean addCard(ObjectNode body, CardAnswer answer) {
        if (answer.card() == null) {
            return true;
        }
        FeishuCards.Rendered rendered;
        try {
            rendered = cards.render(answer.card(), uploadedKeys::find);
        } catch (RuntimeException bug) {
            counters.count(Outcome.CARD_REFUSED);
            LOG.error("The card of an answer cannot be rendered", bug);
            return false;
        }
        if (!rendered.problems().isEmpty()) {
            counters.count(Outcome.CARD_REFUSED);
            LOG.error("The card of an answer is not fit to be sent: {}", rendered.problems());
            return false;
        }
        body.set("card", object().put("type", "raw").set("data", rendered.tree()));
        return rendered.withAllPictures();
    }

    private void settle(CardReceipt receipt) {
        try {
            inbox.onAnswerWritten(receipt);
        } catch (RuntimeException unsettled) {
            // The entry stays due, so the card is sent once more: that costs a call and harms nobody.
            LOG.warn("An answered card could not be settled: {}", unsettled.getMessage());
        }
    }

    private boolean isInsideWindow(Instant receivedAt) {
        return Duration.between(receivedAt, clock.instant()).compareTo(budget.window()) < 0;
    }

    private void acknowledge(HttpServletResponse response, Outcome outcome) throws IOException {
        counters.count(outcome);
        write(response, object());
    }

    private void refuse(HttpServletResponse response, Outcome outcome, int status) throws IOException {
        counters.count(outcome);
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

    private static ObjectNode toast(ToastKind kind, String text) {
        String type = switch (kind) {
            case SUCCESS -> "success";
            case INFO -> "info";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
        ObjectNode answer = object();
        answer.set("toast", object().put("type", type).put("content", FeishuText.plain(text)));
        return answer;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Jackson's message quotes the input; its class and our own messages do not. */
    private static String reason(RuntimeException malformed) {
        return malformed instanceof MalformedEventException
                ? String.valueOf(malformed.getMessage())
                : malformed.getClass().getSimpleName();
    }
}
