package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.Rejection;
import io.soprelay.im.CardAnswer;
import io.soprelay.outbox.CardId;
import java.util.Optional;

/** 完成任务, and 提交 of a record that came back. If only evidence is missing the values are kept as a draft. */
public final class CompleteAction implements CardActionHandler {
    private final FlowEngine engine;
    private final ItemAnswers answers;
    private final Phrases phrases;

    public CompleteAction(FlowEngine engine, ItemAnswers answers, Phrases phrases) {
        this.engine = engine;
        this.answers = answers;
        this.phrases = phrases;
    }

    @Override
    public String id() {
        return Buttons.COMPLETE;
    }

    @Override
    public CardAnswer handle(Press press) {
        CardId card = press.card();
        Optional<CardAnswer> foreign = answers.foreign(press, card);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        CommandId id = CommandIds.click(
                card.flow(),
                card.item(),
                press.version(),
                id(),
                press.operator(),
                press.action().values());
        EngineAnswer answer = engine.handle(new CommandEnvelope(
                card.flow(),
                id,
                new FlowCommand.CompleteTask(
                        card.item(), press.version(), press.action().values()),
                press.operator(),
                card));
        return switch (answer) {
            case EngineAnswer.Done done -> answers.done(press, done, card, "toast.done");
            case EngineAnswer.Refused refused
            when refused.rejection().code() == Rejection.Code.EVIDENCE_MISSING -> keepDraft(press, card, refused);
            case EngineAnswer.Refused refused -> answers.refused(press, refused, card, button(refused, card));
        };
    }

    /** Under the delivery id, so that the same press completes the task once nothing is missing. */
    private CardAnswer keepDraft(Press press, CardId card, EngineAnswer.Refused lacking) {
        EngineAnswer answer = engine.handle(new CommandEnvelope(
                card.flow(),
                CommandIds.delivery(press.action().deliveryId()),
                new FlowCommand.SaveDraft(
                        card.item(), press.version(), press.action().values()),
                press.operator(),
                null));
        return switch (answer) {
            case EngineAnswer.Done done -> answers.draft(press, done, lacking.rejection(), card);
            // The evidence came between the two commands: now the press completes.
            case EngineAnswer.Refused refused
            when refused.rejection().code() == Rejection.Code.NOTHING_TO_DO -> handle(press);
            case EngineAnswer.Refused refused -> answers.refused(press, refused, card, button(refused, card));
        };
    }

    /** What the pressed button says: the person is asked to press it again. */
    private String button(EngineAnswer.Refused refused, CardId card) {
        FlowDefinition definition = refused.definition();
        return phrases.say(definition == null ? "button.complete" : ItemView.submitLabel(definition, card.item()));
    }
}
