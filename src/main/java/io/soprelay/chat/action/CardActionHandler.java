package io.soprelay.chat.action;

import io.soprelay.im.CardAnswer;

/** Carries out one kind of press. Repeating a press changes nothing. */
public interface CardActionHandler {

    /** {@link io.soprelay.im.Card.Action#id()} of its buttons. */
    String id();

    /**
     * @throws Press.Unreadable if the button's parameters are not ours
     * @throws io.soprelay.ledger.LedgerUnavailableException if the store is away; pressing again is safe
     */
    CardAnswer handle(Press press);
}
