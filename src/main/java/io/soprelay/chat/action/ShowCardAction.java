package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.im.CardAnswer;
import io.soprelay.outbox.CardId;

/** 返回: the item's card in place of a question about it. Changes nothing of the record. */
public final class ShowCardAction implements CardActionHandler {
    private final ItemAnswers answers;

    public ShowCardAction(ItemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String id() {
        return Buttons.SHOW_CARD;
    }

    @Override
    public CardAnswer handle(Press press) {
        CardId card = press.card();
        return answers.foreign(press, card).orElseGet(() -> answers.back(press, card));
    }
}
