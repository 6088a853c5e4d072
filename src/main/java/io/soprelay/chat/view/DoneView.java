package io.soprelay.chat.view;

import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.flow.model.WorkItem.Verdict;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a record that is over for this person: done by them, or closed without them. */
final class DoneView {
    private static final int REASON_CHARS_MAX = 20;

    private final Phrases phrases;
    private final Buttons buttons;
    private final RecordParts parts;

    DoneView(Phrases phrases, Buttons buttons) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.parts = new RecordParts(phrases);
    }

    Card card(Scene scene, WorkItem item) {
        return switch (item) {
            case TodoTask task when scene.viewer().equals(task.completedBy()) -> completed(scene, task);
            case Approval approval ->
                own(scene, approval)
                        .map(verdict -> decided(scene, approval, verdict))
                        .orElseGet(() -> withoutYou(scene, approval));
            default -> withoutYou(scene, item);
        };
    }

    private Card completed(Scene scene, TodoTask task) {
        Map<String, FieldValue> given = task.result();
        List<String> fields = List.copyOf(given.keySet());
        return over(scene, task, Tone.DONE, phrases.say("done.by", phrases.name(scene.viewer()), ended(scene, task)))
                .facts(parts.facts(scene.definition(), given, fields))
                .pictures(parts.pictures(scene.instance(), scene.definition(), given, fields))
                .paragraph(parts.next(scene))
                .action(buttons.showRecord(scene.instance().number()))
                .build();
    }

    private Card decided(Scene scene, Approval approval, Verdict verdict) {
        String key = verdict.approved() ? "done.approved" : "done.rejected";
        CardBuilder card = over(
                scene,
                approval,
                verdict.approved() ? Tone.DONE : Tone.CLOSED,
                phrases.say(key, phrases.name(verdict.by()), phrases.stamp(verdict.at(), scene.now())));
        if (!verdict.comment().isEmpty()) {
            card.quote(new Card.Quote(phrases.name(verdict.by()), verdict.comment()));
        }
        List<String> fields = ((WorkItemDefinition.Approval)
                        scene.definition().item(approval.id().key()))
                .facts();
        var values = scene.instance().data().values();
        return card.facts(parts.facts(scene.definition(), values, fields))
                .pictures(parts.pictures(scene.instance(), scene.definition(), values, fields))
                .paragraph(parts.next(scene))
                .action(buttons.showRecord(scene.instance().number()))
                .build();
    }

    private Card withoutYou(Scene scene, WorkItem item) {
        boolean ended = item.status() == Status.CLOSED && isFinal(scene);
        return over(scene, item, Tone.CLOSED, why(scene, item))
                .quote(ended ? parts.why(scene.instance()) : null)
                .action(buttons.showRecord(scene.instance().number()))
                .build();
    }

    private String why(Scene scene, WorkItem item) {
        if (item.status() == Status.OPEN) {
            return phrases.say("closed.moved", phrases.holders(item));
        }
        if (item instanceof TodoTask task && task.completedBy() != null) {
            return phrases.say("closed.by-other", phrases.people(item.basis().role(), List.of(task.completedBy())));
        }
        if (item instanceof Approval approval && !approval.decisions().isEmpty() && item.status() != Status.CLOSED) {
            MemberId by = approval.decisions().getLast().by();
            return phrases.say("closed.by-other", phrases.people(item.basis().role(), List.of(by)));
        }
        if (!isFinal(scene)) {
            return phrases.say("closed.not-needed");
        }
        Card.Quote said = parts.why(scene.instance());
        return said == null
                ? phrases.say("closed.ended", scene.instance().state())
                : phrases.say("closed.ended-why", scene.instance().state(), shortened(said.text()));
    }

    private static boolean isFinal(Scene scene) {
        return scene.definition().state(scene.instance().state()).kind() == StateKind.FINAL;
    }

    /** A line in the chat list; the whole of it stands on the card. */
    private static String shortened(String reason) {
        return reason.codePointCount(0, reason.length()) <= REASON_CHARS_MAX
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, REASON_CHARS_MAX)) + "…";
    }

    private CardBuilder over(Scene scene, WorkItem item, Tone tone, String line) {
        String title = RecordParts.title(scene, item.id().key());
        return new CardBuilder(Card.Kind.DONE, tone, title)
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .summary(line + " · " + title + " · " + scene.instance().number())
                .when(line);
    }

    private static Optional<Verdict> own(Scene scene, Approval approval) {
        return approval.decisions().stream()
                .filter(verdict -> verdict.by().equals(scene.viewer()))
                .findFirst();
    }

    private String ended(Scene scene, WorkItem item) {
        Instant at = item.endedAt();
        return at == null ? "" : phrases.stamp(at, scene.now());
    }
}
