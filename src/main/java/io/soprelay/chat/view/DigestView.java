package io.soprelay.chat.view;

import io.soprelay.digest.Digest;
import io.soprelay.digest.Numbers;
import io.soprelay.digest.Wait;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** 日报: one sentence, three numbers, a small chart, who waits longest, one suggestion. */
public final class DigestView {
    /** Of the people, those whose work is late first; a manager of many looks at these. */
    private static final int PEOPLE_MAX = 10;

    private static final int WAITS_SHOWN = 3;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");

    private static final Comparator<Map.Entry<MemberId, Numbers>> LATEST_FIRST = Comparator.comparing(
                    (Map.Entry<MemberId, Numbers> one) -> one.getValue().overdue())
            .thenComparing(one -> one.getValue().open())
            .thenComparing(one -> one.getValue().finished())
            .reversed()
            .thenComparing(Map.Entry::getKey);

    private final FlowEngine engine;
    private final Phrases phrases;
    private final Buttons buttons;
    private final UnaryOperator<String> flowNames;

    /** @param flowNames the name people know a definition's key by */
    public DigestView(FlowEngine engine, Phrases phrases, Buttons buttons, UnaryOperator<String> flowNames) {
        this.engine = engine;
        this.phrases = phrases;
        this.buttons = buttons;
        this.flowNames = flowNames;
    }

    /** @param viewer who gets it: an admin who looks at somebody else's sees buttons of the records only */
    public Card card(Digest digest, MemberId viewer) {
        Numbers total = digest.total();
        String day = phrases.say(
                "digest.day",
                DAY.format(digest.day()),
                phrases.say("weekday." + digest.day().getDayOfWeek().getValue()));
        boolean whole = digest.about() == null;
        CardBuilder card = new CardBuilder(
                        Card.Kind.DIGEST, tone(total), phrases.say(whole ? "digest.title" : "digest.title-own", day))
                .summary(phrases.say("digest.summary", count(total.finished()), count(total.overdue())))
                .paragraph(sentence(digest, viewer));
        if (digest.finishedToday() > 0) {
            card.paragraph(phrases.say("digest.today", count(digest.finishedToday())));
        }
        List<Waiting> waits = waits(digest, viewer);
        suggestion(digest, waits).ifPresent(card::paragraph);
        card.facts(List.of(
                        new Card.Fact(phrases.say("digest.finished"), count(total.finished())),
                        new Card.Fact(phrases.say("digest.due-today"), count(total.dueToday())),
                        new Card.Fact(phrases.say("digest.overdue"), count(total.overdue()))))
                .chart(chart(digest));
        flows(card, digest);
        people(card, digest);
        if (!waits.isEmpty()) {
            card.group(
                    phrases.say("digest.waits"),
                    waits.stream().limit(WAITS_SHOWN).map(Waiting::row).toList());
        }
        return card.build();
    }

    private static Tone tone(Numbers total) {
        if (total.overdue() > 0) {
            return Tone.DUE;
        }
        return total.open() == 0 ? Tone.DONE : Tone.OPEN;
    }

    private String sentence(Digest digest, MemberId viewer) {
        MemberId about = digest.about();
        String who = about == null
                ? phrases.say("digest.everybody")
                : about.equals(viewer) ? phrases.say("digest.you") : phrases.name(about);
        return phrases.say(
                digest.total().open() == 0 ? "digest.sentence-none" : "digest.sentence",
                who,
                count(digest.total().finished()),
                count(digest.total().open()));
    }

    /** One sentence, if there is one worth saying: whose work piles up, what is stuck, what to do first. */
    private Optional<String> suggestion(Digest digest, List<Waiting> waits) {
        if (digest.about() != null) {
            boolean late = digest.total().overdue() > 0 && !waits.isEmpty();
            return late
                    ? Optional.of(
                            phrases.say("digest.first", waits.getFirst().row().title()))
                    : Optional.empty();
        }
        Optional<MemberId> pile = digest.pile();
        if (pile.isPresent()) {
            int overdue = digest.people().getOrDefault(pile.get(), Numbers.NONE).overdue();
            return Optional.of(phrases.say("digest.pile", phrases.name(pile.get()), count(overdue)));
        }
        return digest.stuckSince()
                .filter(since -> !waits.isEmpty())
                .map(since -> phrases.say("digest.stuck", phrases.time(since, digest.takenAt())));
    }

    private Card.Chart chart(Digest digest) {
        return new Card.Chart(
                Card.Chart.Kind.BAR,
                phrases.say("digest.chart", count(digest.finishedByDay().size())),
                digest.finishedByDay().entrySet().stream()
                        .map(DigestView::point)
                        .toList());
    }

    private static Card.Chart.Point point(Map.Entry<LocalDate, Integer> day) {
        return new Card.Chart.Point(DAY.format(day.getKey()), day.getValue());
    }

    private void flows(CardBuilder card, Digest digest) {
        List<Card.Row> rows = digest.flows().entrySet().stream()
                .map(flow ->
                        new Card.Row(flowNames.apply(flow.getKey()), line(flow.getValue(), digest.takenAt()), null))
                .toList();
        if (!rows.isEmpty()) {
            card.group(phrases.say("digest.flows"), rows);
        }
    }

    private void people(CardBuilder card, Digest digest) {
        List<Card.Row> rows = new ArrayList<>(digest.people().entrySet().stream()
                .sorted(LATEST_FIRST)
                .limit(PEOPLE_MAX)
                .map(person ->
                        new Card.Row(phrases.name(person.getKey()), line(person.getValue(), digest.takenAt()), null))
                .toList());
        if (digest.people().size() > PEOPLE_MAX) {
            String more = count(digest.people().size() - PEOPLE_MAX);
            rows.add(new Card.Row(phrases.say("digest.more-people", more), null, null));
        }
        if (!rows.isEmpty()) {
            card.group(phrases.say("digest.people"), rows);
        }
    }

    private String line(Numbers numbers, Instant now) {
        String counts = phrases.say(
                "digest.line",
                count(numbers.finished()),
                count(numbers.open()),
                count(numbers.dueToday()),
                count(numbers.overdue()));
        Instant oldest = numbers.oldest();
        return oldest == null ? counts : counts + "\n" + phrases.say("digest.oldest", phrases.time(oldest, now));
    }

    /** @param row what is shown of it */
    private record Waiting(WorkItem item, Card.Row row) {}

    /** As the records are now: what was done since the rows were written is not shown. */
    private List<Waiting> waits(Digest digest, MemberId viewer) {
        return digest.waits().stream()
                .flatMap(wait -> waiting(wait, digest, viewer).stream())
                .toList();
    }

    private Optional<Waiting> waiting(Wait wait, Digest digest, MemberId viewer) {
        MemberId about = digest.about();
        return engine.find(wait.flow())
                .flatMap(instance -> instance.find(wait.item())
                        .filter(item -> about == null
                                ? !item.holders().isEmpty()
                                : item.holders().contains(about))
                        .map(item -> {
                            Scene scene = Scene.of(engine, instance, viewer);
                            String title = RecordParts.title(scene, item.id().key()) + " · " + instance.number();
                            String detail = phrases.say(
                                            "digest.wait",
                                            phrases.holders(item),
                                            phrases.time(item.openedAt(), digest.takenAt()))
                                    + Deadline.tail(phrases, item, digest.takenAt());
                            return new Waiting(item, row(scene, item, title, detail, about));
                        }));
    }

    private Card.Row row(Scene scene, WorkItem item, String title, String detail, @Nullable MemberId about) {
        if (scene.viewer().equals(about)) {
            return new Card.Row(title, detail, buttons.open(scene.instance().id(), item.id()));
        }
        Card.Action open = buttons.openRecord(scene.instance().number());
        return about == null
                ? new Card.Row(title, detail, buttons.nudge(scene.instance().id(), item.id()), open)
                : new Card.Row(title, detail, open);
    }

    private static String count(int number) {
        return Integer.toString(number);
    }
}
