package io.soprelay.chat.view;

import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Verdict;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Control;
import io.soprelay.im.CardBuilder;
import io.soprelay.outbox.CardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A decision for whoever is asked: who asks, what is known, what was decided before. */
final class ApprovalView {
    /** As long as an input may be; the core refuses longer remarks. */
    private static final int REMARK_CHARS_MAX = 1000;

    private final Phrases phrases;
    private final Buttons buttons;
    private final RecordParts parts;

    ApprovalView(Phrases phrases, Buttons buttons) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.parts = new RecordParts(phrases);
    }

    Card card(Scene scene, Approval approval, CardId id, int version) {
        return card(scene, approval, id, version, Map.of());
    }

    /** @param typed what stands in the form, by control name */
    Card card(Scene scene, Approval approval, CardId id, int version, Map<String, List<String>> typed) {
        String title = RecordParts.title(scene, approval.id().key());
        CardBuilder card = common(scene, approval, Card.Kind.APPROVAL, phrases.say("approval.title", title))
                .summary(phrases.say("summary.approve", title, scene.instance().number())
                        + Deadline.tail(phrases, approval, scene.now()))
                .guide(RecordParts.guide(definition(scene, approval).guide()))
                .form(new Card.Form(
                        "approval",
                        List.of(remark(Buttons.COMMENT, "approval.comment", "approval.comment.example", false, typed)),
                        null,
                        buttons.onItem(Buttons.APPROVE, "button.approve", Style.PRIMARY, id, version),
                        List.of(buttons.onItem(Buttons.REJECT, "button.reject", Style.DANGER, id, version))));
        List<Card.Row> earlier = earlier(scene, approval);
        if (!earlier.isEmpty()) {
            card.group(phrases.say("approval.earlier"), earlier);
        }
        return card.action(buttons.showRecord(scene.instance().number())).build();
    }

    Card askReason(Scene scene, Approval approval, CardId id, int version) {
        return askReason(scene, approval, id, version, Map.of());
    }

    /** @param typed what stands in the form, by control name */
    Card askReason(Scene scene, Approval approval, CardId id, int version, Map<String, List<String>> typed) {
        String title = RecordParts.title(scene, approval.id().key());
        return common(scene, approval, Card.Kind.REASON, phrases.say("reason.title", title))
                .summary(phrases.say("summary.approve", title, scene.instance().number()))
                .form(new Card.Form(
                        "reason",
                        List.of(remark(Buttons.REASON, "reason.label", "reason.example", true, typed)),
                        null,
                        buttons.onItem(Buttons.REJECT, "button.reject", Style.DANGER, id, version),
                        List.of(),
                        WrittenLine.withReason(
                                "/task reject " + scene.instance().number())))
                .action(buttons.onItem(Buttons.SHOW_CARD, "button.back", Style.DEFAULT, id, version))
                .build();
    }

    private CardBuilder common(Scene scene, Approval approval, Card.Kind kind, String title) {
        List<String> fields = definition(scene, approval).facts();
        var values = scene.instance().data().values();
        return new CardBuilder(kind, Deadline.tone(phrases, approval, scene.now()), title)
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .when(Deadline.when(phrases, approval, scene.now()))
                .paragraph(phrases.say(
                        "approval.asks",
                        phrases.name(scene.instance().owner()),
                        phrases.stamp(approval.openedAt(), scene.now())))
                .facts(parts.facts(scene.definition(), values, fields))
                .pictures(parts.pictures(scene.instance(), scene.definition(), values, fields));
    }

    private Control remark(
            String name, String labelKey, String exampleKey, boolean required, Map<String, List<String>> typed) {
        return new Control(
                Control.Type.LONG_TEXT,
                name,
                phrases.say(labelKey),
                phrases.say(exampleKey),
                required,
                typed.getOrDefault(name, List.of()),
                List.of(),
                REMARK_CHARS_MAX);
    }

    /** Decisions of this round and of all approvals before it, oldest first. */
    private List<Card.Row> earlier(Scene scene, Approval current) {
        List<Card.Row> rows = new ArrayList<>();
        for (WorkItem item : scene.instance().items()) {
            if (item instanceof Approval approval) {
                for (Verdict verdict : approval.decisions()) {
                    rows.add(new Card.Row(
                            phrases.say(
                                    verdict.approved() ? "approval.approved" : "approval.rejected",
                                    phrases.name(verdict.by()),
                                    phrases.stamp(verdict.at(), scene.now()),
                                    RecordParts.title(scene, approval.id().key())),
                            verdict.comment().isEmpty() ? null : verdict.comment(),
                            null));
                }
            }
            if (item.id().equals(current.id())) {
                break;
            }
        }
        return rows;
    }

    private static WorkItemDefinition.Approval definition(Scene scene, Approval approval) {
        return (WorkItemDefinition.Approval)
                scene.definition().item(approval.id().key());
    }
}
