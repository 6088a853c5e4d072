package io.soprelay.chat.view;

import io.soprelay.flow.decide.TransitionRules;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.SentBack;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.CardBuilder;
import io.soprelay.outbox.CardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A task for whoever has to do it: what, how, with whom, by when, and the form that ends it. */
final class TaskView {
    private final Phrases phrases;
    private final Buttons buttons;
    private final FormView forms;
    private final RecordParts parts;

    TaskView(Phrases phrases, Buttons buttons, FormView forms) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.forms = forms;
        this.parts = new RecordParts(phrases);
    }

    Card card(Scene scene, TodoTask task, CardId id, int version) {
        // A submitted form was whole: what it left out was taken out.
        return card(
                scene,
                task,
                id,
                version,
                task.draft().submitted() ? task.draft().values() : task.prefill());
    }

    /** @param filled what stands in the form, by field id */
    Card card(Scene scene, TodoTask task, CardId id, int version, Map<String, List<String>> filled) {
        WorkItemDefinition.Task definition =
                (WorkItemDefinition.Task) scene.definition().item(task.id().key());
        var values = scene.instance().data().values();
        SentBack back = task.sentBack();
        CardBuilder card = new CardBuilder(
                        Card.Kind.TASK, Deadline.tone(phrases, task, scene.now()), definition.title())
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .summary(phrases.say(
                                "summary.todo",
                                definition.title(),
                                scene.instance().number())
                        + Deadline.tail(phrases, task, scene.now()))
                .when(Deadline.when(phrases, task, scene.now()))
                .quote(
                        back == null
                                ? null
                                : new Card.Quote(phrases.say("back.who", phrases.name(back.by())), back.reason()))
                .guide(RecordParts.guide(definition.guide()))
                .withWhom(withWhom(scene, task, definition))
                .facts(parts.facts(scene.definition(), values, definition.facts()))
                .pictures(parts.pictures(scene.instance(), scene.definition(), values, definition.facts()))
                .form(form(scene, task, definition, id, version, filled));
        if (back != null) {
            TransitionRules.manualMoves(scene.definition(), scene.instance(), scene.context())
                    .forEach(rule -> card.action(buttons.move(
                            scene.instance().id(),
                            rule,
                            version,
                            id.member(),
                            TransitionRules.needsReason(scene.definition(), rule),
                            id)));
        }
        return card.action(buttons.showRecord(scene.instance().number())).build();
    }

    private Card.Form form(
            Scene scene,
            TodoTask task,
            WorkItemDefinition.Task definition,
            CardId id,
            int version,
            Map<String, List<String>> values) {
        String label = submitLabel(scene.definition(), definition);
        List<Card.Control> controls = forms.controls(scene.definition(), definition.form(), values);
        return new Card.Form(
                "task",
                controls,
                parts.evidenceHint(scene.definition(), definition.form(), task),
                buttons.onItem(Buttons.COMPLETE, label, Style.PRIMARY, id, version),
                List.of(),
                WrittenLine.of("/task done " + scene.instance().number(), controls));
    }

    /** The form of a record that came back is the start form: it is submitted, not completed. */
    static String submitLabel(FlowDefinition flow, WorkItemDefinition.Task task) {
        List<String> start = flow.startForm().stream().map(FormField::field).toList();
        boolean asksStartAgain = !task.form().isEmpty()
                && task.form().stream().map(FormField::field).allMatch(start::contains);
        return asksStartAgain ? "button.submit" : "button.complete";
    }

    private String withWhom(Scene scene, TodoTask task, WorkItemDefinition.Task definition) {
        List<String> lines = new ArrayList<>();
        if (task.creator().equals(scene.viewer())) {
            lines.add(phrases.say("with.own"));
        } else {
            lines.add(phrases.say("with.creator", phrases.name(task.creator())));
        }
        if (task.holders().size() > 1) {
            List<MemberId> others = task.holders().stream()
                    .filter(holder -> !holder.equals(scene.viewer()))
                    .toList();
            lines.add(phrases.say("with.others", phrases.names(others)));
        }
        if (!definition.cooperation().isEmpty()) {
            lines.add(definition.cooperation());
        }
        return String.join("\n", lines);
    }
}
