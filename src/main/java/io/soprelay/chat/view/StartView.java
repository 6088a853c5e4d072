package io.soprelay.chat.view;

import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.util.List;
import java.util.Map;

/** The form that starts a record, and what it leaves behind. */
public final class StartView {
    private final Phrases phrases;
    private final Buttons buttons;
    private final FormView forms;
    private final RecordParts parts;
    private final Roles roles;

    public StartView(Phrases phrases, Buttons buttons, Members members, Roles roles) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.forms = new FormView(phrases, members);
        this.parts = new RecordParts(phrases);
        this.roles = roles;
    }

    /**
     * @param startCard names the form: it starts at most one record
     * @param prefill raw values by field id
     */
    public Card form(FlowDefinition definition, String startCard, MemberId member, Map<String, List<String>> prefill) {
        String title = phrases.say("start.title", definition.name());
        List<Card.Control> controls = forms.controls(definition, definition.startForm(), prefill);
        CardBuilder card = new CardBuilder(Card.Kind.START, Tone.OPEN, title)
                .summary(title)
                .form(new Card.Form(
                        "start",
                        controls,
                        null,
                        buttons.submitStart(startCard, definition.key(), member),
                        List.of(),
                        WrittenLine.of("/start " + definition.name(), controls)));
        for (FlowPeople.Opened opened : FlowPeople.openedAtStart(definition)) {
            card.paragraph(willReceive(opened));
        }
        FlowPeople.roles(definition).stream()
                .filter(role -> roles.people().role(role).members().isEmpty())
                .forEach(role -> card.paragraph(phrases.say(
                        FlowPeople.approves(definition, role) ? "start.role-empty-approval" : "start.role-empty",
                        role)));
        return card.build();
    }

    /** What the start card becomes once the record exists. */
    public Card started(Scene scene) {
        FlowDefinition definition = scene.definition();
        List<String> fields =
                definition.startForm().stream().map(FormField::field).toList();
        var values = scene.instance().data().values();
        String line = phrases.say(
                "start.done",
                phrases.name(scene.instance().initiator()),
                phrases.stamp(scene.instance().startedAt(), scene.now()));
        return new CardBuilder(Card.Kind.DONE, Tone.DONE, phrases.say("start.title", definition.name()))
                .subtitle(phrases.record(definition, scene.instance()))
                .summary(line + " · " + scene.instance().number())
                .when(line)
                .facts(parts.facts(definition, values, fields))
                .paragraph(parts.next(scene))
                .action(buttons.showRecord(scene.instance().number()))
                .build();
    }

    public String next(Scene scene) {
        return parts.next(scene);
    }

    private String willReceive(FlowPeople.Opened opened) {
        String role = opened.role();
        if (role == null) {
            return phrases.say("start.next", opened.title());
        }
        List<MemberId> holders = roles.people().role(role).members();
        return holders.isEmpty()
                ? phrases.say("start.next", opened.title())
                : phrases.say("start.next-who", phrases.people(role, holders), opened.title());
    }
}
