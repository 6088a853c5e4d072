package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Phrases;
import io.soprelay.engine.FlowEngine;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.outbox.CardId;

/** 返回: the item's card in place of a question about it. Changes nothing. */
public final class ShowCardAction implements CardActionHandler {
    private final FlowEngine engine;
    private final ItemAnswers answers;
    private final Phrases phrases;

    public ShowCardAction(FlowEngine engine, ItemAnswers answers, Phrases phrases) {
        this.engine = engine;
        this.answers = answers;
        this.phrases = phrases;
    }

    @Override
    public String id() {
        return Buttons.SHOW_CARD;
    }

    @Override
    public CardAnswer handle(Press press) {
        CardId card = press.card();
        return answers.foreign(press, card)
                .orElseGet(() -> engine.find(card.flow())
                        .map(instance -> answers.back(press, instance, card))
                        .orElseGet(() -> CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.not-found"))));
    }
}
