package io.soprelay.chat.action;

import io.soprelay.outbox.CardId;

/**
 * Hears of questions, and of the card after one, that take a card's place for a moment. Two presses on one card may be
 * answered in any order, and the answer that closes the card may arrive before the question does: the outbox then has to have the last word.
 */
public interface Questions {

    /**
     * A press on this card is about to be answered with a question, or with the card once more. To be said before the
     * record is read for it: whatever is committed later waits until that has arrived.
     */
    void comes(CardId card);
}
