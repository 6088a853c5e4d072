package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ShownCard;
import java.util.List;
import java.util.Optional;

/**
 * How a card is found: the newest of a phone with these words.
 *
 * @param title part of its title
 * @param button that can be pressed
 * @param words further words on it; those with a fact nobody knows yet do not count
 * @param holder whose phone; empty: of whoever acts
 */
public record CardSought(String title, String button, List<String> words, String holder) {

    public CardSought {
        words = List.copyOf(words);
    }

    /** The card in the hand of {@code who}, which may be somebody else's. */
    Optional<ShownCard> find(Phonebook phones, String who, Facts facts) {
        List<String> known =
                words.stream().filter(facts::knows).map(facts::fill).toList();
        return phones.phone(holder.isEmpty() ? who : holder).cards().stream()
                .filter(card -> card.title().contains(title)
                        && card.buttons().contains(button)
                        && known.stream().allMatch(card::shows))
                .findFirst()
                .map(card -> holder.isEmpty() ? card : phones.phone(who).cardIn(card.messageId()));
    }

    /** For a sentence about a card that is not there. */
    String described() {
        return "a card '" + title + "' with the button '" + button + "'";
    }
}
