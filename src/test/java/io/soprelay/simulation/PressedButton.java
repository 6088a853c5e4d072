package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.redis.StoreLimits;
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
    /**
     * As long as command ids are remembered, less what a world takes to bring it. Harsher than any platform: none sends a
     * press again, and the doors let in none that is older than five minutes.
     */
    static final Duration COMES_AGAIN_WITHIN =
            StoreLimits.DEFAULTS.commandIdsKept().minusHours(1);

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
