package io.soprelay.chat.action;

import io.soprelay.chat.command.Wiring;
import io.soprelay.chat.view.Buttons;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.Platform;

/** The button of a test card: that it comes back is all it is for. */
public final class WiredAction implements CardActionHandler {
    private final Wiring wiring;

    public WiredAction(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public String id() {
        return Buttons.WIRED;
    }

    @Override
    public CardAnswer handle(Press press) {
        String card = press.param(Buttons.CARD);
        if (!card.matches("[A-Za-z0-9-]{1,60}")) {
            throw new Press.Unreadable(Buttons.CARD);
        }
        Platform platform = press.action().operator().platform();
        Card done = wiring.pressed(card, platform);
        return new CardAnswer(new Toast(ToastKind.SUCCESS, done.title()), done, null);
    }
}
