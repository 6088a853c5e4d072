package io.soprelay.chat.action;

import io.soprelay.chat.command.StrangeCards;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Scene;
import io.soprelay.chat.view.StartView;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.outbox.CardId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a press on a work item's card is answered, the same for every action: success shows the fresh card; a refused form
 * leaves what was typed; a stale card is replaced by the one its own person should see; a foreign press gets words only.
 */
public final class ItemAnswers {
    private final FlowEngine engine;
    private final ItemView view;
    private final StartView steps;
    private final Phrases phrases;
    private final Refusals refusals;
    private final RefusalLog log;
    private final Questions questions;
    private final StrangeCards strange;

    public ItemAnswers(
            FlowEngine engine,
            ItemView view,
            StartView steps,
            Phrases phrases,
            RefusalLog log,
            Questions questions,
            StrangeCards strange) {
        this.engine = engine;
        this.view = view;
        this.steps = steps;
        this.phrases = phrases;
        this.refusals = new Refusals(phrases);
        this.log = log;
        this.questions = questions;
        this.strange = strange;
    }

    /** The card was sent to somebody else: nothing is done, whatever the presser may do elsewhere. */
    Optional<CardAnswer> foreign(Press press, CardId card) {
        if (card.member().equals(press.operator())) {
            return Optional.empty();
        }
        log.refused(press.operator(), press.action().actionId(), "card of " + card.member());
        List<MemberId> holders = engine.find(card.flow())
                .flatMap(instance -> instance.find(card.item()))
                .map(WorkItem::holders)
                .filter(found -> !found.isEmpty())
                .orElse(List.of(card.member()));
        return Optional.of(CardAnswer.toast(ToastKind.WARNING, phrases.say("toast.not-yours", phrases.names(holders))));
    }

    /** It is done, now or by an earlier press with the same meaning. */
    CardAnswer done(Press press, EngineAnswer.Done done, CardId card, String toastKey) {
        Scene scene = scene(done.instance(), press);
        String text = done.repeated() ? repeated(done.instance(), card) : phrases.say(toastKey, steps.next(scene));
        return fresh(press, scene, card, new Toast(done.repeated() ? ToastKind.INFO : ToastKind.SUCCESS, text));
    }

    /** @param button the words on the pressed button */
    CardAnswer refused(Press press, EngineAnswer.Refused refused, CardId card, String button) {
        Rejection rejection = refused.rejection();
        FlowInstance instance = refused.instance();
        return switch (rejection.code()) {
            case NOT_FOUND, NOT_VISIBLE -> {
                if (instance == null && engine.find(card.flow()).isEmpty()) {
                    strange.met(press.action().operator().platform());
                }
                log.refused(press.operator(), press.action().actionId(), rejection.found());
                yield warning("toast.not-found");
            }
            case NOT_YOURS -> {
                log.refused(press.operator(), press.action().actionId(), rejection.found());
                yield stale(press, instance, card, refusals.notYours(rejection));
            }
            case NOT_PERMITTED -> {
                log.refused(press.operator(), press.action().actionId(), rejection.found());
                yield CardAnswer.toast(ToastKind.WARNING, refusals.notPermitted(instance));
            }
            case ALREADY_DONE, NOTHING_TO_DO -> stale(press, instance, card, repeated(instance, card));
            case ITEM_CLOSED, STALE_CARD, WRONG_STATE -> outdated(press, instance, card);
            case FORM_INVALID, EVIDENCE_MISSING ->
                refused.definition() == null
                        ? warning("toast.not-found")
                        : asLeft(
                                press,
                                instance,
                                card,
                                ToastKind.ERROR,
                                refusals.form(rejection.problems(), refused.definition(), button));
            case REASON_MISSING -> warning("toast.reason");
            case STORED_OPENLY -> warning("erase.openly");
            case LINK_REFUSED ->
                asLeft(press, instance, card, ToastKind.ERROR, refusals.link(rejection, refused.definition()));
            case LIMIT_REACHED -> asLeft(press, instance, card, ToastKind.WARNING, phrases.say("toast.limit"));
        };
    }

    /** Words, and for apps that lose what was typed the form as it was left. */
    private CardAnswer asLeft(Press press, @Nullable FlowInstance instance, CardId card, ToastKind kind, String text) {
        return CardAnswer.refusedForm(
                kind,
                text,
                instance == null
                        ? null
                        : view.asLeft(
                                        scene(instance, press),
                                        card,
                                        press.action().values())
                                .orElse(null));
    }

    /** The values are kept, only evidence is missing. */
    CardAnswer draft(Press press, EngineAnswer.Done done, Rejection lacking, CardId card) {
        String missing = refusals.evidence(lacking.problems(), done.definition());
        Toast toast = new Toast(ToastKind.INFO, phrases.say("toast.draft", missing));
        // A draft changes no version: the outbox has nothing to settle.
        return view.render(scene(done.instance(), press), card)
                .map(rendered -> new CardAnswer(toast, rendered.card(), null))
                .orElseGet(() -> new CardAnswer(toast, null, null));
    }

    /** It was done before; a decision is named, because the buttons for both of them may still be on a screen. */
    private String repeated(@Nullable FlowInstance instance, CardId card) {
        return decided(instance, card).orElseGet(() -> phrases.say("toast.repeat"));
    }

    /** What the card's person decided; empty if nothing yet, or if there is nothing to decide. */
    private Optional<String> decided(@Nullable FlowInstance instance, CardId card) {
        return Optional.ofNullable(instance)
                .flatMap(found -> found.find(card.item()))
                .filter(Approval.class::isInstance)
                .flatMap(item -> ((Approval) item)
                        .decisions().stream()
                                .filter(verdict -> verdict.by().equals(card.member()))
                                .reduce((earlier, later) -> later))
                .map(verdict -> phrases.say(verdict.approved() ? "toast.approved-before" : "toast.rejected-before"));
    }

    /** Words, and the card as its own person should see it now. */
    private CardAnswer stale(Press press, @Nullable FlowInstance instance, CardId card, String text) {
        Toast toast = new Toast(ToastKind.WARNING, text);
        return instance == null ? new CardAnswer(toast, null, null) : fresh(press, scene(instance, press), card, toast);
    }

    /**
     * The card as its own person should see it now, because they want it back. Like a question it may arrive after the
     * answer that closes the card: who wants it back twice in a moment gets two of them.
     */
    CardAnswer back(Press press, CardId card) {
        return beforeQuestion(card)
                .map(instance -> fresh(
                        press, scene(instance, press), card, new Toast(ToastKind.INFO, phrases.say("toast.back"))))
                .orElseGet(() -> warning("toast.not-found"));
    }

    /** The REASON card in place of the approval's; an answer of its own if the person cannot decide any more. */
    CardAnswer askReason(Press press, CardId card) {
        Optional<FlowInstance> found = beforeQuestion(card);
        if (found.isEmpty()) {
            strange.met(press.action().operator().platform());
            return warning("toast.not-found");
        }
        return view.askReason(scene(found.get(), press), card)
                .map(question -> new CardAnswer(new Toast(ToastKind.INFO, phrases.say("toast.reason")), question, null))
                .orElseGet(() -> outdated(press, found.get(), card));
    }

    /** The record, read after it was noted that something else is about to take the card's place. */
    Optional<FlowInstance> beforeQuestion(CardId card) {
        questions.comes(card);
        return engine.find(card.flow());
    }

    /** Came too late: what has happened to it meanwhile, in the words of the card that now stands there. */
    CardAnswer outdated(Press press, @Nullable FlowInstance instance, CardId card) {
        String text = decided(instance, card)
                .or(() -> Optional.ofNullable(instance)
                        .flatMap(found -> view.render(scene(found, press), card))
                        .filter(now -> !now.live())
                        .map(now -> now.card().when()))
                .orElseGet(() -> phrases.say("toast.stale"));
        return stale(press, instance, card, text);
    }

    private CardAnswer warning(String key) {
        return CardAnswer.toast(ToastKind.WARNING, phrases.say(key));
    }

    private CardAnswer fresh(Press press, Scene scene, CardId card, Toast toast) {
        Optional<Rendered> rendered = view.render(scene, card);
        return rendered.map(now -> new CardAnswer(
                        toast, now.card(), now.receipt(press.action().messageId())))
                .orElseGet(() -> new CardAnswer(toast, null, null));
    }

    private Scene scene(FlowInstance instance, Press press) {
        return Scene.of(engine, instance, press.operator());
    }
}
