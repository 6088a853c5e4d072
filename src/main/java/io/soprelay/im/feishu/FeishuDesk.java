package io.soprelay.im.feishu;

import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.DoorAnswer;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.PressDesk.EventResult;
import io.soprelay.im.door.PressDesk.Press;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.im.feishu.FeishuIncoming.MalformedEventException;
import io.soprelay.im.feishu.FeishuVerifier.Verdict.Verified;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the answer to a verified event, the same for webhook and long connection. Thread safe.
 *
 * <p>What Feishu itself says but we cannot read is acknowledged: it would be pushed again for hours, unreadable still, and
 * hold up what comes after it. A press always gets words, because for anything else the person sees a bare code.
 */
public final class FeishuDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FeishuDesk.class);

    private final FeishuEvents events;
    private final ImInbox inbox;
    private final PressDesk presses;
    private final FeishuCards cards;
    private final UploadedKeys uploadedKeys;
    private final FeishuWords words;
    private final CallbackCounters counters;
    private final @Nullable FeishuCardUpdate cardUpdate;

    /**
     * @param botOpenId the bot's own account, see {@link FeishuGateway#botOpenId()}
     * @param cardUpdate shows the cards of answers; null if they travel inside the answers
     */
    public FeishuDesk(
            Supplier<Optional<String>> botOpenId,
            ImInbox inbox,
            PressDesk presses,
            FeishuCards cards,
            UploadedKeys uploadedKeys,
            FeishuWords words,
            CallbackCounters counters,
            @Nullable FeishuCardUpdate cardUpdate) {
        this.events = new FeishuEvents(botOpenId);
        this.inbox = inbox;
        this.presses = presses;
        this.cards = cards;
        this.uploadedKeys = uploadedKeys;
        this.words = words;
        this.counters = counters;
        this.cardUpdate = cardUpdate;
    }

    /**
     * Hands the event in and returns once it is committed, or known not to be.
     *
     * @param receivedAt by the machine's clock; a press's budget began then
     */
    DoorAnswer handle(Verified verified, Instant receivedAt) {
        FeishuIncoming incoming;
        try {
            incoming = events.translate(verified);
        } catch (MalformedEventException | JacksonException malformed) {
            LOG.warn("A verified {} cannot be read: {}", verified.eventType(), reason(malformed));
            counters.count(Outcome.MALFORMED);
            return verified.eventType().equals(FeishuVerifier.CARD_PRESS)
                    ? words(ToastKind.WARNING, "toast.dead-button")
                    : DoorAnswer.acknowledged();
        }
        return switch (incoming) {
            case FeishuIncoming.Press(CardAction action) -> press(action, receivedAt);
            case FeishuIncoming.DeadPress() -> {
                counters.count(Outcome.UNRECOGNISED);
                yield words(ToastKind.WARNING, "toast.dead-button");
            }
            case FeishuIncoming.Unrecognised(String kind) -> {
                LOG.info("Acknowledged an event the bot does not read: {}", kind);
                yield unrecognised();
            }
            case FeishuIncoming.Message(var message) -> handIn(() -> inbox.onMessage(message));
            case FeishuIncoming.Entered(var entered) -> handIn(() -> inbox.onEntered(entered));
            case FeishuIncoming.Menu(var pressed) -> handIn(() -> inbox.onMenu(pressed));
        };
    }

    /** The answer to an event that cannot be looked at because the company served cannot be read now. */
    DoorAnswer companyUnknown(String eventType) {
        presses.companyUnknown(eventType);
        return eventType.equals(FeishuVerifier.CARD_PRESS)
                ? words(ToastKind.WARNING, "toast.press-again")
                : DoorAnswer.sendAgain();
    }

    /** The answer to what Feishu says and the bot does not read. */
    DoorAnswer unrecognised() {
        counters.count(Outcome.UNRECOGNISED);
        return DoorAnswer.acknowledged();
    }

    private DoorAnswer handIn(Runnable event) {
        return presses.handIn(event) == EventResult.HANDLED ? DoorAnswer.acknowledged() : DoorAnswer.sendAgain();
    }

    private DoorAnswer press(CardAction action, Instant receivedAt) {
        Press press = presses.take(action, receivedAt);
        try {
            return answer(press);
        } catch (RuntimeException | Error broken) {
            press.close();
            throw broken;
        }
    }

    private DoorAnswer answer(Press press) {
        CardAnswer answer = press.answer().orElse(null);
        if (answer == null) {
            ObjectNode body = toast(ToastKind.WARNING, words.say("toast.press-again"));
            return DoorAnswer.toPress(body, press, () -> {});
        }
        ObjectNode body = toast(answer.toast().kind(), answer.toast().text());
        Card card = answer.card();
        FeishuCardUpdate later = cardUpdate;
        if (card != null && later != null) {
            return DoorAnswer.toPress(body, press, () -> {
                press.written(false);
                later.after(press, card);
            });
        }
        boolean wholeCardShown = addCard(body, card);
        return DoorAnswer.toPress(body, press, () -> press.written(wholeCardShown));
    }

    /** Whether the person then sees everything the answer wanted to show. */
    private boolean addCard(ObjectNode body, @Nullable Card card) {
        if (card == null) {
            return true;
        }
        FeishuCards.Rendered rendered;
        try {
            rendered = cards.render(card, uploadedKeys::find);
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

    private DoorAnswer words(ToastKind kind, String key) {
        return DoorAnswer.of(toast(kind, words.say(key)));
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
