package io.soprelay.im.dingtalk;

import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import tools.jackson.databind.JsonNode;

/** What a verified call means. */
sealed interface DingTalkIncoming {
    record Message(InboundMessage message) implements DingTalkIncoming {}

    /**
     * @param form the form as the person left it, to be shown to them again; missing if there is none
     * @param button what was pressed
     */
    record Press(CardAction action, JsonNode form, DingTalkButton button) implements DingTalkIncoming {}

    /** The first press of a button that asks before it acts. */
    record Ask(String componentId, DingTalkButton button, JsonNode form) implements DingTalkIncoming {}

    /** A press on a button this bot did not make, or no longer understands. */
    record DeadPress() implements DingTalkIncoming {}

    /** A message without its words: the company's pushes of this month are used up. */
    record PushesCut() implements DingTalkIncoming {}

    /** @param kind the platform's word for it, for the log */
    record Unrecognised(String kind) implements DingTalkIncoming {}

    /** The call lacks what its kind must have. */
    final class MalformedEventException extends RuntimeException {
        MalformedEventException(String message) {
            super(message);
        }
    }
}
