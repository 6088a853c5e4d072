package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.MoveView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.RecordView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.TransitionRules;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.outbox.CardId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move by hand: 取消这张单子, from an item's card or from the record's. It is never done at the first press: either the
 * platform has asked again before, or the card asks why, as 驳回 does.
 */
public final class MoveAction implements CardActionHandler {
    private final FlowEngine engine;
    private final ItemAnswers answers;
    private final RecordView records;
    private final MoveView view;
    private final Phrases phrases;
    private final Refusals refusals;
    private final RefusalLog log;

    public MoveAction(
            FlowEngine engine,
            ItemAnswers answers,
            RecordView records,
            MoveView view,
            Phrases phrases,
            RefusalLog log) {
        this.engine = engine;
        this.answers = answers;
        this.records = records;
        this.view = view;
        this.phrases = phrases;
        this.refusals = new Refusals(phrases);
        this.log = log;
    }

    @Override
    public String id() {
        return Buttons.MOVE;
    }

    @Override
    public CardAnswer handle(Press press) {
        Optional<CardId> card = press.find(Buttons.CARD).map(text -> press.card());
        String state = press.param(Buttons.STATE);
        boolean own = press.operator().equals(new MemberId(press.param(Buttons.FOR)));
        CommandId id = CommandIds.click(
                press.flow(),
                new ItemId(state, 1),
                press.version(),
                id(),
                press.operator(),
                press.action().values());
        EngineAnswer answer = engine.handle(new CommandEnvelope(
                press.flow(),
                id,
                new FlowCommand.MoveToState(state, press.value(Buttons.REASON)),
                press.operator(),
                card.orElse(null)));
        if (answer instanceof EngineAnswer.Refused refused
                && refused.rejection().code() == Rejection.Code.REASON_MISSING) {
            if (!own) {
                return notTheirs();
            }
            return card.map(known -> askOnItemCard(press, known, state))
                    .orElseGet(() -> askOnRecordCard(press, Objects.requireNonNull(refused.instance()), state));
        }
        if (own && isTooLong(answer, press)) {
            return reasonAsLeft(press, (EngineAnswer.Refused) answer, state, card.orElse(null));
        }
        return card.filter(known -> own && known.member().equals(press.operator()))
                .map(known -> onItemCard(press, answer, known, state))
                .orElseGet(() -> onRecordCard(press, answer, own, state));
    }

    /** A card whose work is over meanwhile is not covered by a question: it shows what has become of it. */
    private CardAnswer askOnItemCard(Press press, CardId card, String state) {
        Optional<FlowInstance> instance = answers.beforeQuestion(card);
        return instance.flatMap(found -> question(press, found, state, card))
                .map(this::asking)
                .orElseGet(() -> answers.outdated(press, instance.orElse(null), card));
    }

    private CardAnswer askOnRecordCard(Press press, FlowInstance instance, String state) {
        return question(press, instance, state, null)
                .map(this::asking)
                .orElseGet(() -> CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.changed")));
    }

    private CardAnswer asking(Card question) {
        return new CardAnswer(new Toast(ToastKind.INFO, phrases.say("toast.reason")), question, null);
    }

    private static boolean isTooLong(EngineAnswer answer, Press press) {
        return answer instanceof EngineAnswer.Refused refused
                && refused.rejection().code() == Rejection.Code.LIMIT_REACHED
                && refused.instance() != null
                && press.action().values().containsKey(Buttons.REASON);
    }

    private CardAnswer reasonAsLeft(Press press, EngineAnswer.Refused refused, String state, @Nullable CardId card) {
        log.refused(press.operator(), id(), refused.rejection().found());
        return CardAnswer.refusedForm(
                ToastKind.WARNING,
                phrases.say("toast.limit"),
                question(press, Objects.requireNonNull(refused.instance()), state, card)
                        .orElse(null));
    }

    /** The card that asks why, with what was typed already; empty if the move is not open any more. */
    private Optional<Card> question(Press press, FlowInstance instance, String state, @Nullable CardId card) {
        if (card != null && !ItemView.isLive(instance, card)) {
            return Optional.empty();
        }
        Scene scene = Scene.of(engine, instance, press.operator());
        return TransitionRules.manualMoves(scene.definition(), scene.instance(), scene.context()).stream()
                .filter(rule -> rule.to().equals(state))
                .findFirst()
                .map(rule -> view.askReason(
                        scene,
                        rule,
                        press.version(),
                        card,
                        press.value(Buttons.REASON).isEmpty() ? List.of() : List.of(press.value(Buttons.REASON))));
    }

    /** The question would replace somebody else's card. */
    private CardAnswer notTheirs() {
        return CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.not-you"));
    }

    private CardAnswer onItemCard(Press press, EngineAnswer answer, CardId card, String state) {
        return switch (answer) {
            case EngineAnswer.Done done -> answers.done(press, done, card, "toast.moved");
            case EngineAnswer.Refused refused -> answers.refused(press, refused, card, state);
        };
    }

    private CardAnswer onRecordCard(Press press, EngineAnswer answer, boolean own, String state) {
        return switch (answer) {
            case EngineAnswer.Done done ->
                shown(
                        press,
                        done.instance(),
                        own,
                        done.repeated()
                                ? new Toast(ToastKind.INFO, phrases.say("toast.repeat"))
                                : new Toast(ToastKind.SUCCESS, phrases.say("toast.moved", state)));
            case EngineAnswer.Refused refused -> refused(press, refused, own);
        };
    }

    private CardAnswer refused(Press press, EngineAnswer.Refused refused, boolean own) {
        FlowInstance instance = refused.instance();
        Rejection.Code code = refused.rejection().code();
        boolean moved = code == Rejection.Code.ALREADY_DONE || code == Rejection.Code.WRONG_STATE;
        if (instance != null && moved) {
            // Only the card's own person gets a new one.
            String late = own ? "toast.stale" : "toast.changed";
            String key = code == Rejection.Code.ALREADY_DONE ? "toast.repeat" : late;
            return shown(press, instance, own, new Toast(ToastKind.WARNING, phrases.say(key)));
        }
        log.refused(press.operator(), id(), refused.rejection().found());
        return CardAnswer.toast(
                ToastKind.WARNING,
                switch (code) {
                    case NOT_PERMITTED -> refusals.notPermitted(instance);
                    case LIMIT_REACHED -> phrases.say("toast.limit");
                    default -> phrases.say("toast.not-found");
                });
    }

    /** The record's card is nobody's outbox entry: no receipt. */
    private CardAnswer shown(Press press, FlowInstance instance, boolean own, Toast toast) {
        return new CardAnswer(toast, own ? records.card(Scene.of(engine, instance, press.operator())) : null, null);
    }
}
