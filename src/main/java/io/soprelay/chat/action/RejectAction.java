package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Phrases;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.im.CardAnswer;
import io.soprelay.outbox.CardId;
import java.util.Optional;

/** 驳回: with the reason from the comment or from the card that asks for it; without one it asks. */
public final class RejectAction implements CardActionHandler {
    private final FlowEngine engine;
    private final ItemAnswers answers;
    private final Phrases phrases;

    public RejectAction(FlowEngine engine, ItemAnswers answers, Phrases phrases) {
        this.engine = engine;
        this.answers = answers;
        this.phrases = phrases;
    }

    @Override
    public String id() {
        return Buttons.REJECT;
    }

    @Override
    public CardAnswer handle(Press press) {
        CardId card = press.card();
        Optional<CardAnswer> foreign = answers.foreign(press, card);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        String reason = press.value(Buttons.REASON);
        if (reason.isEmpty()) {
            reason = press.value(Buttons.COMMENT);
        }
        if (reason.isEmpty()) {
            return answers.askReason(press, card);
        }
        EngineAnswer answer = engine.handle(new CommandEnvelope(
                card.flow(),
                CommandIds.click(
                        card.flow(),
                        card.item(),
                        press.version(),
                        id(),
                        press.operator(),
                        press.action().values()),
                new FlowCommand.Reject(card.item(), press.version(), reason),
                press.operator(),
                card));
        return switch (answer) {
            case EngineAnswer.Done done -> answers.done(press, done, card, "toast.rejected");
            case EngineAnswer.Refused refused -> answers.refused(press, refused, card, phrases.say("button.reject"));
        };
    }
}
