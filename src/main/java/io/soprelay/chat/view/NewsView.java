package io.soprelay.chat.view;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** News that leaves on its own: progress, reminders, questions. */
public final class NewsView {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

    /** As many lines as the to-do list has. */
    private static final int LINES_MAX = 30;

    private static final List<Tone> MOST_URGENT_LAST = List.of(Tone.OPEN, Tone.DUE, Tone.OVERDUE);

    private final Phrases phrases;
    private final Buttons buttons;
    private final RecordParts parts;

    public NewsView(Phrases phrases, Buttons buttons) {
        this.phrases = phrases;
        this.buttons = buttons;
        this.parts = new RecordParts(phrases);
    }

    /** A notice of the flow, with the record's values in place of {@code {字段}} and what the viewer does next. */
    public Card progress(Scene scene, WorkItemDefinition.Notice notice) {
        String title = scene.instance().number() + " " + notice.title();
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, Tone.DONE, title)
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .summary(title)
                .paragraph(filled(scene, notice.text()));
        if (notice.openers().contains(new Opener.Entered(scene.instance().state()))) {
            card.quote(parts.why(scene.instance()));
        }
        for (WorkItem item : scene.instance().openItems()) {
            if (item.holders().contains(scene.viewer())) {
                card.paragraph(phrases.say(
                        "news.yours",
                        RecordParts.title(scene, item.id().key()) + Deadline.tail(phrases, item, scene.now())));
                card.action(buttons.open(scene.instance().id(), item.id()));
            }
        }
        return card.action(buttons.showRecord(scene.instance().number())).build();
    }

    /** The record has ended: what need not be done any more. */
    public Card ended(Scene scene) {
        FlowInstance instance = scene.instance();
        String title = instance.number() + " " + instance.state();
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, Tone.CLOSED, title)
                .subtitle(phrases.record(scene.definition(), instance))
                .summary(title)
                .quote(parts.why(instance));
        for (WorkItem item : instance.items()) {
            if (instance.stateSince().equals(item.endedAt()) && item.parts().containsKey(scene.viewer())) {
                card.paragraph(phrases.say(
                        "news.not-needed", RecordParts.title(scene, item.id().key())));
            }
        }
        return card.action(buttons.showRecord(instance.number())).build();
    }

    /**
     * Something a person is reminded of.
     *
     * @param by who asked them to get on with it; null for nobody
     */
    public record Reminded(
            Scene scene, WorkItem item, @Nullable MemberId by) {}

    /** One message for everything. */
    public Card reminders(List<Reminded> all) {
        Reminded first = all.getFirst();
        if (all.size() == 1) {
            MemberId by = first.by();
            return by == null ? reminder(first.scene(), first.item()) : nudge(first.scene(), first.item(), by);
        }
        Tone tone = all.stream()
                .map(each -> Deadline.tone(phrases, each.item(), each.scene().now()))
                .max(Comparator.comparing(MOST_URGENT_LAST::indexOf))
                .orElse(Tone.OPEN);
        String title = phrases.say("remind.many", Integer.toString(all.size()));
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, tone, title)
                .summary(title)
                .paragraph(phrases.say("remind.many.how"))
                .group(null, all.stream().limit(LINES_MAX).map(this::line).toList());
        if (all.size() > LINES_MAX) {
            card.paragraph(phrases.say("remind.more", Integer.toString(all.size() - LINES_MAX)))
                    .action(buttons.say(phrases.say("button.todo"), "/todo", Style.DEFAULT));
        }
        return card.build();
    }

    private Card.Row line(Reminded each) {
        Scene scene = each.scene();
        MemberId by = each.by();
        return new Card.Row(
                RecordParts.title(scene, each.item().id().key()),
                phrases.record(scene.definition(), scene.instance())
                        + Deadline.tail(phrases, each.item(), scene.now())
                        + (by == null ? "" : " · " + phrases.say("nudge.tail", phrases.name(by))),
                buttons.open(scene.instance().id(), each.item().id()));
    }

    /** 还没完成：… with the way back to the card. */
    private Card reminder(Scene scene, WorkItem item) {
        String title = RecordParts.title(scene, item.id().key());
        Instant due = item.dueAt();
        CardBuilder card = new CardBuilder(
                        Card.Kind.NOTICE, Deadline.tone(phrases, item, scene.now()), phrases.say("remind.title", title))
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .summary(phrases.say("remind.title", title) + " · "
                        + scene.instance().number())
                .paragraph(phrases.say("remind.how"));
        if (due != null) {
            boolean late = !due.isAfter(scene.now());
            card.when(phrases.say(late ? "remind.due" : "remind.soon", phrases.time(due, scene.now())));
        }
        return card.action(buttons.open(scene.instance().id(), item.id())).build();
    }

    /** Somebody asks the viewer to get on with it. */
    private Card nudge(Scene scene, WorkItem item, MemberId by) {
        String title =
                phrases.say("nudge.title", RecordParts.title(scene, item.id().key()));
        return new CardBuilder(Card.Kind.NOTICE, Deadline.tone(phrases, item, scene.now()), title)
                .subtitle(phrases.record(scene.definition(), scene.instance()))
                .summary(title + " · " + scene.instance().number())
                .when(Deadline.when(phrases, item, scene.now()))
                .paragraph(phrases.say("nudge.by", phrases.name(by)))
                .paragraph(phrases.say("remind.how"))
                .action(buttons.open(scene.instance().id(), item.id()))
                .build();
    }

    /** A question with one button an answer; it may quote a line. */
    public Card question(String title, String text, List<Card.Action> answers) {
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, Tone.OPEN, phrases.asWritten(title))
                .paragraph(phrases.asWritten(text));
        answers.forEach(card::action);
        return card.build();
    }

    /** The same command once more, for words that arrived late. */
    public Card askStale(String line, Instant sentAt, Instant now) {
        return question(
                phrases.say("stale.title"),
                phrases.say("stale.text", phrases.time(sentAt, now), line),
                List.of(buttons.say(phrases.say("stale.yes"), line, Style.PRIMARY)));
    }

    private String filled(Scene scene, String text) {
        return FIELD.matcher(text).replaceAll(slot -> {
            String id = slot.group(1);
            String value = scene.definition()
                    .findField(id)
                    .map(field -> value(scene, field))
                    .orElse(slot.group());
            return Matcher.quoteReplacement(value);
        });
    }

    private String value(Scene scene, FieldDefinition field) {
        return scene.instance()
                .data()
                .get(field.id())
                .map(value -> phrases.value(field, value))
                .orElse(phrases.say("value.blank"));
    }
}
