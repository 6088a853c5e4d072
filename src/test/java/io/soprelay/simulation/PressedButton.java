package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import java.time.Duration;
import java.time.Instant;

/**
 * A button somebody pressed on a message.
 *
 * @param face the card as it stood on the phone
 * @param presser whose finger it was
 * @param at when, by the machine's clock
 */
record PressedButton(SimulatedPlatform.Message message, Card face, CardAction action, Account presser, Instant at) {
    /** A platform brings again for seven hours what was not acknowledged; nothing older is let in by the doors. */
    private static final Duration COMES_AGAIN_WITHIN = Duration.ofHours(8);

    /** Whether this very press may still come once more; who presses later presses anew. */
    boolean mayComeAgain(Instant now) {
        return at.plus(COMES_AGAIN_WITHIN).isAfter(now);
    }

    /** The same button pressed once more. */
    PressedButton as(String deliveryId, Instant again) {
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
                presser,
                again);
    }
}
