package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Scene;
import io.soprelay.chat.view.StartView;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;

/** 提交 on a start form: one form starts at most one record, a repeat is answered with it. */
public final class SubmitStartAction implements CardActionHandler {
    private final FlowEngine engine;
    private final StartView view;
    private final Phrases phrases;
    private final Refusals refusals;
    private final RefusalLog log;

    public SubmitStartAction(FlowEngine engine, StartView view, Phrases phrases, RefusalLog log) {
        this.engine = engine;
        this.view = view;
        this.phrases = phrases;
        this.refusals = new Refusals(phrases);
        this.log = log;
    }

    @Override
    public String id() {
        return Buttons.SUBMIT_START;
    }

    @Override
    public CardAnswer handle(Press press) {
        MemberId sentTo = new MemberId(press.param(Buttons.FOR));
        if (!sentTo.equals(press.operator())) {
            log.refused(press.operator(), id(), "start form of " + sentTo);
            return CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.start-not-yours", phrases.name(sentTo)));
        }
        EngineAnswer answer = engine.start(
                press.param(Buttons.FLOW),
                CommandIds.startCard(press.param(Buttons.CARD)),
                press.action().values(),
                press.operator());
        return switch (answer) {
            case EngineAnswer.Done done -> started(press, done);
            case EngineAnswer.Refused refused -> refused(press, refused);
        };
    }

    private CardAnswer started(Press press, EngineAnswer.Done done) {
        Scene scene = Scene.of(engine, done.instance(), press.operator());
        Toast toast = done.repeated()
                ? new Toast(
                        ToastKind.INFO,
                        phrases.say("toast.started-before", done.instance().number()))
                : new Toast(
                        ToastKind.SUCCESS,
                        phrases.say("toast.started", done.instance().number(), view.next(scene)));
        return new CardAnswer(toast, view.started(scene), null);
    }

    private CardAnswer refused(Press press, EngineAnswer.Refused refused) {
        Rejection rejection = refused.rejection();
        FlowDefinition definition = refused.definition();
        if (definition == null) {
            return CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.flow-gone"));
        }
        String text = rejection.code() == Rejection.Code.LINK_REFUSED
                ? refusals.link(rejection, definition)
                : refusals.form(rejection.problems(), definition, phrases.say("button.submit"));
        return CardAnswer.refusedForm(
                ToastKind.ERROR,
                text,
                view.form(
                        definition,
                        press.param(Buttons.CARD),
                        press.operator(),
                        press.action().values()));
    }
}
