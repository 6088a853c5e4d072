package io.soprelay.chat.command;

import io.soprelay.chat.view.ItemView;
import io.soprelay.im.Card;

/** What a person gets back. */
public sealed interface Response {

    /** Plain words. */
    record Said(String text) implements Response {}

    record Shown(Card card) implements Response {}

    /** The person's own card for an item, in a message of its own. */
    record Opened(ItemView.Rendered rendered) implements Response {}

    /** Nothing to say any more. */
    record Silent() implements Response {}
}
