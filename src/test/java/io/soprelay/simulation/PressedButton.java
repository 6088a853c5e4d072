package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;

/**
 * A button somebody pressed on a message.
 *
 * @param face the card as it stood on the phone
 * @param presser whose finger it was
 */
record PressedButton(SimulatedPlatform.Message message, Card face, CardAction action, Account presser) {

    /** The same press as another delivery of it. */
    PressedButton as(String deliveryId) {
        return new PressedButton(
                message,
                face,
                new CardAction(
                        deliveryId,
                        action.operator(),
                        action.messageId(),
                        action.actionId(),
                        action.params(),
                        action.values()),
                presser);
    }
}
