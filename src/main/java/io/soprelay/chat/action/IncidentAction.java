package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.IncidentView;
import io.soprelay.chat.view.IncidentWords;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.CommandId;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.IncidentActs.Outcome;

/** 重试 and 放弃 on an incident's card, for admins; 放弃 asks why first, as 驳回 does. */
public final class IncidentAction implements CardActionHandler {
    private final IncidentActs acts;
    private final IncidentView view;
    private final IncidentWords words;

    public IncidentAction(IncidentActs acts, IncidentView view, IncidentWords words) {
        this.acts = acts;
        this.view = view;
        this.words = words;
    }

    @Override
    public String id() {
        return Buttons.INCIDENT;
    }

    @Override
    public CardAnswer handle(Press press) {
        int number = number(press);
        CommandId command = CommandIds.delivery(press.action().deliveryId());
        return switch (press.param(Buttons.ACT)) {
            case Buttons.RETRY -> answer(acts.retry(number, press.operator(), command), "incident.retried");
            case Buttons.DROP ->
                answer(
                        acts.drop(number, press.value(Buttons.REASON), press.operator(), command),
                        "incident.given-up");
            case Buttons.SHOW -> answer(acts.look(number, press.operator()), "toast.back");
            default -> throw new Press.Unreadable(Buttons.ACT);
        };
    }

    private CardAnswer answer(Outcome outcome, String done) {
        return switch (outcome) {
            case Outcome.Done(Incident incident) -> shown(ToastKind.SUCCESS, words.of(outcome, done), view.card(incident));
            case Outcome.Over(Incident incident) -> shown(ToastKind.INFO, words.of(outcome, done), view.card(incident));
            case Outcome.ReasonMissing(Incident incident) ->
                shown(ToastKind.INFO, words.of(outcome, done), view.askReason(incident));
            case Outcome.NoHelp none -> CardAnswer.toast(ToastKind.WARNING, words.of(outcome, done));
            case Outcome.NotFound none -> CardAnswer.toast(ToastKind.WARNING, words.of(outcome, done));
            case Outcome.NotPermitted none -> CardAnswer.toast(ToastKind.WARNING, words.of(outcome, done));
        };
    }

    private static CardAnswer shown(ToastKind kind, String words, Card card) {
        return new CardAnswer(new Toast(kind, words), card, null);
    }

    private static int number(Press press) {
        try {
            return Integer.parseInt(press.param(Buttons.NUMBER));
        } catch (NumberFormatException notOurs) {
            throw new Press.Unreadable(Buttons.NUMBER);
        }
    }
}
