package io.soprelay.chat.action;

import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.chat.command.LinkedTargets;
import io.soprelay.chat.command.MemberInbox;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import java.util.List;
import java.util.Optional;

/** 申请退货: sends the form of a flow that refers to this record. */
public final class StartLinkedAction implements CardActionHandler {
    private final FlowEngine engine;
    private final FlowShelf shelf;
    private final MemberInbox inbox;
    private final Words words;

    public StartLinkedAction(FlowEngine engine, FlowShelf shelf, MemberInbox inbox, Words words) {
        this.engine = engine;
        this.shelf = shelf;
        this.inbox = inbox;
        this.words = words;
    }

    @Override
    public String id() {
        return Buttons.START_LINKED;
    }

    /** The record may have moved since the card was drawn: refused here at once, in the flow author's words. */
    @Override
    public CardAnswer handle(Press press) {
        String flow = press.param(Buttons.FLOW);
        String number = press.param(Buttons.NUMBER);
        Optional<FlowDefinition> definition = shelf.find(flow);
        Optional<FlowInstance> target = engine.findByNumber(number);
        Optional<FieldDefinition> reference = definition.flatMap(LinkedTargets::reference);
        if (target.isEmpty() || reference.isEmpty()) {
            return CardAnswer.toast(ToastKind.WARNING, words.say("toast.not-found"));
        }
        Optional<String> refusal =
                LinkedTargets.refusal((FieldKind.Reference) reference.get().kind(), target.get(), words);
        if (refusal.isPresent()) {
            return CardAnswer.toast(ToastKind.WARNING, refusal.get());
        }
        inbox.accept(
                press.operator(),
                CommandIds.delivery(press.action().deliveryId()),
                id(),
                List.of(Answers.command(press.asked(), "/start " + flow + " " + number)));
        return CardAnswer.toast(ToastKind.SUCCESS, words.say("toast.form-sent"));
    }
}
