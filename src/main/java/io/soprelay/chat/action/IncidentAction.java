package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.CardFingerprint;
import io.soprelay.chat.view.IncidentView;
import io.soprelay.chat.view.IncidentWords;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.CommandId;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.outbox.Delivery.IncidentCard;

/** 重试 and 放弃 on an incident's card, for admins; 放弃 asks why first, as 驳回 does. */
public final class IncidentAction implements CardActionHandler {
    private final IncidentActs acts;
    private final IncidentView view;
    private final IncidentWords words;
    private final RefusalLog log;

    public IncidentAction(IncidentActs acts, IncidentView view, IncidentWords words, RefusalLog log) {
        this.log = log;
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
            case Buttons.RETRY ->
                answer(press, acts.retry(number, press.operator(), command), ToastKind.SUCCESS, "incident.retried");
            case Buttons.DROP -> {
                String reason = press.value(Buttons.REASON);
                yield answer(
                        press,
                        acts.drop(number, reason, press.operator(), command),
                        ToastKind.SUCCESS,
                        "incident.given-up");
            }
            case Buttons.SHOW -> answer(press, acts.look(number, press.operator()), ToastKind.INFO, "toast.back");
            default -> throw new Press.Unreadable(Buttons.ACT);
        };
    }

    private CardAnswer answer(Press press, Outcome outcome, ToastKind kind, String done) {
        String text = words.of(outcome, done);
        return switch (outcome) {
            case Outcome.Done(Incident incident) -> shown(press, kind, text, incident);
            case Outcome.Over(Incident incident) -> shown(press, ToastKind.INFO, text, incident);
            case Outcome.ReasonMissing(Incident incident) ->
                new CardAnswer(new Toast(ToastKind.INFO, text), view.askReason(incident), null);
            case Outcome.NoHelp none -> CardAnswer.toast(ToastKind.WARNING, text);
            case Outcome.NotFound none -> CardAnswer.toast(ToastKind.WARNING, text);
            case Outcome.NotPermitted none -> {
                log.refused(press.operator(), id(), "no admin");
                yield CardAnswer.toast(ToastKind.WARNING, text);
            }
        };
    }

    /** Once the answer is written, the admin's card needs no update of its own. */
    private CardAnswer shown(Press press, ToastKind kind, String words, Incident incident) {
        Card card = view.card(incident);
        CardReceipt receipt = new CardReceipt(
                new IncidentCard(incident.id(), press.operator()).entryId(),
                press.action().messageId(),
                incident.version(),
                CardFingerprint.of(card),
                incident.opening());
        return new CardAnswer(new Toast(kind, words), card, receipt);
    }

    private static int number(Press press) {
        try {
            return Integer.parseInt(press.param(Buttons.NUMBER));
        } catch (NumberFormatException notOurs) {
            throw new Press.Unreadable(Buttons.NUMBER);
        }
    }
}
