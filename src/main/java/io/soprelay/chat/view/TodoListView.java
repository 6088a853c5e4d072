package io.soprelay.chat.view;

import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** 我的待办: overdue, today, later, without a due time. Reads the records it shows, so nobody sees what they just finished. */
public final class TodoListView {
    /** More lines than a card holds; the rest follows when these are done. */
    private static final int LINES_MAX = 30;

    private final FlowEngine engine;
    private final Todos todos;
    private final Phrases phrases;
    private final Buttons buttons;

    public TodoListView(FlowEngine engine, Todos todos, Phrases phrases, Buttons buttons) {
        this.engine = engine;
        this.todos = todos;
        this.phrases = phrases;
        this.buttons = buttons;
    }

    public Card card(MemberId member) {
        Instant now = engine.now();
        List<Line> lines = lines(member);
        String title = phrases.say("todo.title", Integer.toString(lines.size()));
        CardBuilder card =
                new CardBuilder(Card.Kind.TODO_LIST, lines.isEmpty() ? Tone.DONE : Tone.OPEN, title).summary(title);
        if (lines.isEmpty()) {
            return card.paragraph(phrases.say("todo.empty")).build();
        }
        List<Line> shown = lines.stream().limit(LINES_MAX).toList();
        group(card, "todo.overdue", now, shown, line -> isOverdue(line, now));
        group(card, "todo.today", now, shown, line -> !isOverdue(line, now) && isToday(line, now));
        group(
                card,
                "todo.later",
                now,
                shown,
                line -> line.item().dueAt() != null && !isOverdue(line, now) && !isToday(line, now));
        group(card, "todo.no-deadline", now, shown, line -> line.item().dueAt() == null);
        if (lines.size() > LINES_MAX) {
            card.paragraph(phrases.say("todo.more", Integer.toString(lines.size() - LINES_MAX)));
        }
        return card.build();
    }

    private record Line(FlowInstance instance, WorkItem item, String title, String record) {
        Instant dueOrNever() {
            Instant due = item.dueAt();
            return due == null ? Instant.MAX : due;
        }
    }

    private List<Line> lines(MemberId member) {
        List<Line> lines = new ArrayList<>();
        for (FlowInstance instance : todos.recordsOf(member)) {
            var definition = engine.definitionOf(instance);
            for (ItemId id : Todos.heldBy(instance, member)) {
                instance.find(id)
                        .ifPresent(item -> lines.add(new Line(
                                instance,
                                item,
                                definition.item(id.key()).title(),
                                phrases.record(definition, instance))));
            }
        }
        lines.sort(Comparator.comparing(Line::dueOrNever)
                .thenComparing(line -> line.item().openedAt()));
        return lines;
    }

    private void group(CardBuilder card, String heading, Instant now, List<Line> lines, Predicate<Line> belongs) {
        List<Card.Row> rows = lines.stream()
                .filter(belongs)
                .map(line -> new Card.Row(
                        line.title(),
                        line.record() + Deadline.tail(phrases, line.item(), now),
                        buttons.open(line.instance().id(), line.item().id())))
                .toList();
        if (!rows.isEmpty()) {
            card.group(phrases.say(heading), rows);
        }
    }

    private static boolean isOverdue(Line line, Instant now) {
        return line.dueOrNever().isBefore(now);
    }

    private boolean isToday(Line line, Instant now) {
        Instant due = line.item().dueAt();
        return due != null && phrases.isToday(due, now);
    }
}
