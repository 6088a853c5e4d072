package io.soprelay.chat.command;

import io.soprelay.chat.view.ItemView;
import io.soprelay.im.Card;

/** What a person gets back; for their eyes only unless it is {@link Aloud}. */
public sealed interface Response {

    /** Plain words. */
    record Said(String text) implements Response {}

    record Shown(Card card) implements Response {}

    /** The person's own card for an item, in a message of its own. */
    record Opened(ItemView.Rendered rendered) implements Response {}

    /** Nothing to say any more. */
    record Silent() implements Response {}

    /** What everybody may read who could read the question. */
    record Aloud(Response words) implements Response {
        public Aloud {
            if (!(words instanceof Said || words instanceof Shown(Card card) && card.form() == null)) {
                throw new IllegalArgumentException("Only words and cards without a form are said aloud");
            }
        }
    }

    /** The answer itself, for a chat in which the asker is alone with the bot. */
    default Response alone() {
        return this instanceof Aloud(Response words) ? words : this;
    }
}
