package io.soprelay.chat.view;

import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import io.soprelay.outbox.CardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second question before a record is ended by hand: why? */
public final class MoveView {
    /** As long as an input may be; the core refuses longer remarks. */
    private static final int REASON_CHARS_MAX = 1000;

    private final Phrases phrases;
    private final Buttons buttons;
    private final RecordParts parts;

    public MoveView(Phrases phrases, Buttons buttons) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.parts = new RecordParts(phrases);
    }

    /**
     * @param version as the pressed button carried it
     * @param card the item's card the button stood on; null for a record's card
     */
    public Card askReason(Scene scene, TransitionRule rule, int version, @Nullable CardId card) {
        return askReason(scene, rule, version, card, List.of());
    }

    /** @param typed the reason as the person left it; empty for none */
    public Card askReason(Scene scene, TransitionRule rule, int version, @Nullable CardId card, List<String> typed) {
        FlowInstance instance = scene.instance();
        String label = Buttons.moveLabel(rule);
        List<String> fields = scene.definition().startForm().stream()
                .map(asked -> asked.field())
                .toList();
        return new CardBuilder(Card.Kind.REASON, Tone.OVERDUE, phrases.say("confirm.move", label))
                .subtitle(phrases.record(scene.definition(), instance))
                .summary(label + " · " + instance.number())
                .facts(parts.facts(scene.definition(), instance.data().values(), fields))
                .form(new Card.Form(
                        "reason",
                        List.of(new Card.Control(
                                Card.Control.Type.LONG_TEXT,
                                Buttons.REASON,
                                phrases.say("reason.label"),
                                phrases.say("move.reason.example"),
                                true,
                                typed,
                                List.of(),
                                REASON_CHARS_MAX)),
                        null,
                        buttons.move(instance.id(), rule, version, scene.viewer(), true, card),
                        List.of(),
                        WrittenLine.withReason("/task move " + instance.number() + " " + rule.to())))
                .action(
                        card == null
                                ? buttons.showRecord(instance.number())
                                : buttons.onItem(Buttons.SHOW_CARD, "button.back", Style.DEFAULT, card, version))
                .build();
    }
}
