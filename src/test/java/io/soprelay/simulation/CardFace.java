package io.soprelay.simulation;

import io.soprelay.chat.view.Buttons;
import io.soprelay.im.Card;
import io.soprelay.outbox.CardId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A card of a person's part in an item, as a judge reads it off a screen.
 *
 * @param version the part version that its buttons carry
 */
record CardFace(CardId id, int version) {

    /** Empty for a card without buttons that act on an item. */
    static Optional<CardFace> of(Card card) {
        Card.Form form = card.form();
        if (form == null || !isLive(card)) {
            return Optional.empty();
        }
        return Stream.of(form.submit())
                .filter(action -> List.of(Buttons.COMPLETE, Buttons.APPROVE).contains(action.id()))
                .findFirst()
                .map(action -> new CardFace(
                        CardId.parse(action.params().getOrDefault(Buttons.CARD, "")),
                        Integer.parseInt(action.params().getOrDefault(Buttons.VERSION, "0"))));
    }

    /** Whether somebody can do the item's work on it. */
    static boolean isLive(Card card) {
        return card.kind() == Card.Kind.TASK || card.kind() == Card.Kind.APPROVAL;
    }
}
