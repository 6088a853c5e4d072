package io.soprelay.chat.action;

import io.soprelay.chat.command.Asked;
import io.soprelay.chat.view.Buttons;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.CardAction;
import io.soprelay.outbox.CardId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A press with the member behind it.
 *
 * @param operator whoever pressed: the only source of authority
 */
public record Press(MemberId operator, CardAction action) {

    /** The parameters are not what this bot puts on its buttons. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(String name) {
            super("A button lacks a readable '" + name + "'");
        }
    }

    /** Who wants an answer to the press: the presser, in their own chat on the platform they pressed on. */
    Asked asked() {
        return Asked.privately(operator, action.deliveryId(), action.operator());
    }

    String param(String name) {
        return find(name).orElseThrow(() -> new Unreadable(name));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(action.params().get(name));
    }

    CardId card() {
        return read(Buttons.CARD, text -> {
            CardId card = CardId.parse(text);
            return new CardId(FlowId.parse(card.flow().value()), card.item(), card.member());
        });
    }

    FlowId flow() {
        return read(Buttons.FLOW, FlowId::parse);
    }

    ItemId item() {
        return read(Buttons.ITEM, ItemId::parse);
    }

    int version() {
        return read(Buttons.VERSION, Integer::parseInt);
    }

    /** The first value of a form control; empty if it is blank. */
    String value(String control) {
        return action.values().getOrDefault(control, List.of("")).getFirst().strip();
    }

    private <T> T read(String name, Function<String, T> parse) {
        try {
            return parse.apply(param(name));
        } catch (IllegalArgumentException notOurs) {
            Unreadable unreadable = new Unreadable(name);
            unreadable.initCause(notOurs);
            throw unreadable;
        }
    }
}
