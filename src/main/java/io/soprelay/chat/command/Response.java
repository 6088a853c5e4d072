package io.soprelay.chat.command;

import io.soprelay.im.Card;

/** What a person gets back. */
public sealed interface Response {

    /** Plain words. */
    record Said(String text) implements Response {}

    record Shown(Card card) implements Response {}

    /** Nothing to say any more. */
    record Silent() implements Response {}
}
