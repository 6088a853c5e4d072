package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.dingtalk.DingTalkIncoming.MalformedEventException;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.DoorAnswer;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.PressDesk.EventResult;
import io.soprelay.im.door.PressDesk.Press;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.door.UploadedKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the answer to an authentic call, the same for HTTP and stream. Thread safe.
 *
 * <p>What DingTalk itself says but we cannot read is acknowledged: it would come again, unreadable still. A press always
 * gets words. Nothing of a body is ever logged.
 */
public final class DingTalkDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkDesk.class);

    private final ImInbox inbox;
    private final PressDesk presses;
    private final DingTalkCards cards;
    private final UploadedKeys uploadedKeys;
    private final TenantGuard tenants;
    private final DingTalkMonth month;
    private final DingTalkWords words;
    private final CallbackCounters counters;

    /** @param month counts what comes in, and hears when people's messages arrive without words */
    public DingTalkDesk(
            ImInbox inbox,
            PressDesk presses,
            DingTalkCards cards,
            UploadedKeys uploadedKeys,
            TenantGuard tenants,
            DingTalkMonth month,
            DingTalkWords words,
            CallbackCounters counters) {
        this.inbox = inbox;
        this.presses = presses;
        this.cards = cards;
        this.uploadedKeys = uploadedKeys;
        this.tenants = tenants;
        this.month = month;
        this.words = words;
        this.counters = counters;
    }

    /** Hands a message to the robot in and returns once it is committed, or known not to be. */
    DoorAnswer message(JsonNode message) {
        return admitted(DingTalkEvents.company(message), DoorAnswer.sendAgain(), () -> {
            DingTalkIncoming incoming;
            try {
                incoming = DingTalkEvents.message(message);
            } catch (MalformedEventException | JacksonException malformed) {
                return unreadable("message", malformed, DoorAnswer.acknowledged());
            }
            return switch (incoming) {
                case DingTalkIncoming.Message(var known) ->
                    presses.handIn(() -> inbox.onMessage(known)) == EventResult.HANDLED
                            ? DoorAnswer.acknowledged()
                            : DoorAnswer.sendAgain();
                case DingTalkIncoming.PushesCut() -> {
                    month.calls().pushesCut();
                    yield unrecognised("message without words");
                }
                case DingTalkIncoming.Unrecognised(String kind) -> unrecognised(kind);
                case DingTalkIncoming.Press press -> unrecognised("press in place of a message");
                case DingTalkIncoming.Ask ask -> unrecognised("press in place of a message");
                case DingTalkIncoming.DeadPress dead -> unrecognised("press in place of a message");
            };
        });
    }

    /**
     * Hands a press in; the answer changes the pressed card.
     *
     * @param deliveryId the same if the same press comes again
     * @param receivedAt by the machine's clock; the press's budget began then
     */
    DoorAnswer press(String deliveryId, JsonNode body, Instant receivedAt) {
        return admitted(DingTalkEvents.company(body), changing(saying("toast.press-again")), () -> {
            DingTalkIncoming incoming;
            try {
                incoming = DingTalkEvents.press(deliveryId, body);
            } catch (MalformedEventException | JacksonException malformed) {
                return unreadable("press", malformed, changing(saying("toast.dead-button")));
            }
            if (incoming instanceof DingTalkIncoming.Press pressed) {
                return answer(presses.take(pressed.action(), receivedAt), pressed);
            }
            if (incoming instanceof DingTalkIncoming.Ask(String componentId, DingTalkButton button, JsonNode form)) {
                counters.count(Outcome.HANDLED);
                return changing(cards.asking(componentId, button, form));
            }
            counters.count(Outcome.UNRECOGNISED);
            return changing(saying("toast.dead-button"));
        });
    }

    /**
     * Subscribed events tell the bot nothing that it does not learn otherwise.
     *
     * @param company it comes from; empty if it does not say
     */
    DoorAnswer event(String eventType, String company) {
        return admitted(company, DoorAnswer.sendAgain(), () -> unrecognised(eventType));
    }

    private DoorAnswer answer(Press press, DingTalkIncoming.Press pressed) {
        try {
            return press.answer()
                    .map(answer -> answered(press, answer, pressed.button()))
                    .orElseGet(() -> {
                        Map<String, String> variables = new LinkedHashMap<>(saying("toast.press-again"));
                        variables.putAll(cards.asLeft(pressed.form()));
                        return toPress(variables, press, false);
                    });
        } catch (RuntimeException | Error broken) {
            press.close();
            throw broken;
        }
    }

    private DoorAnswer answered(Press press, CardAnswer answer, DingTalkButton button) {
        String hint = button.hint();
        if (answer.followed() && button.besideForm()) {
            return toPress(Map.of(), press, true);
        }
        Card card = answer.card() == null ? answer.redrawn() : answer.card();
        if (card == null) {
            return toPress(cards.saying(answer.toast(), hint), press, true);
        }
        try {
            DingTalkCards.Rendered rendered = cards.render(card, uploadedKeys::find, answer.toast());
            return toPress(rendered.variables(), press, rendered.withAllPictures());
        } catch (RuntimeException bug) {
            counters.count(Outcome.CARD_REFUSED);
            LOG.error("The card of an answer cannot be rendered", bug);
            return toPress(cards.saying(answer.toast(), hint), press, false);
        }
    }

    /** The company is fixed at first contact; a call that names none is from our app all the same. */
    private DoorAnswer admitted(String company, DoorAnswer unknown, Supplier<DoorAnswer> handling) {
        try {
            if (!company.isEmpty() && !tenants.admits(company)) {
                counters.count(Outcome.OTHER_TENANT);
                return DoorAnswer.foreign();
            }
        } catch (InboxUnavailableException away) {
            presses.companyUnknown("of DingTalk");
            return unknown;
        }
        month.pushes().count();
        return handling.get();
    }

    private DoorAnswer unrecognised(String kind) {
        LOG.info("Acknowledged a call the bot does not read: {}", kind);
        counters.count(Outcome.UNRECOGNISED);
        return DoorAnswer.acknowledged();
    }

    private DoorAnswer unreadable(String kind, RuntimeException malformed, DoorAnswer answer) {
        // Jackson's message quotes the input; its class and our own messages do not.
        String reason = malformed instanceof MalformedEventException
                ? String.valueOf(malformed.getMessage())
                : malformed.getClass().getSimpleName();
        LOG.warn("A verified {} cannot be read: {}", kind, reason);
        counters.count(Outcome.MALFORMED);
        return answer;
    }

    /** Changes these variables of the pressed card and no others. */
    private static DoorAnswer changing(Map<String, String> variables) {
        return DoorAnswer.of(body(variables));
    }

    /** @param wholeCardShown whether the person then sees everything the answer wanted to show */
    private static DoorAnswer toPress(Map<String, String> variables, Press press, boolean wholeCardShown) {
        return DoorAnswer.toPress(body(variables), press, () -> press.written(wholeCardShown));
    }

    /** Without a variable nothing on the card changes, and what was typed into it stays. */
    private static ObjectNode body(Map<String, String> variables) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (variables.isEmpty()) {
            return body;
        }
        body.putObject("cardUpdateOptions").put("updateCardDataByKey", true).put("updatePrivateDataByKey", true);
        ObjectNode map = body.putObject("cardData").putObject("cardParamMap");
        variables.forEach(map::put);
        return body;
    }

    private Map<String, String> saying(String key) {
        return cards.saying(new Toast(ToastKind.WARNING, words.say(key)), null);
    }
}
