package io.soprelay.im;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Card} part by part; not thread safe, used once. */
public final class CardBuilder {
    private final Card.Kind kind;
    private final Card.Tone tone;
    private final String title;
    private @Nullable String subtitle;
    private @Nullable String summary;
    private @Nullable String when;
    private Card.@Nullable Quote quote;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<Card.Step> steps = new ArrayList<>();
    private final List<Card.Fact> facts = new ArrayList<>();
    private Card.@Nullable Guide guide;
    private @Nullable String withWhom;
    private final List<Card.Picture> pictures = new ArrayList<>();
    private Card.@Nullable Form form;
    private final List<Card.Group> groups = new ArrayList<>();
    private final List<Card.Action> actions = new ArrayList<>();
    private Card.@Nullable Chart chart;

    public CardBuilder(Card.Kind kind, Card.Tone tone, String title) {
        this.kind = kind;
        this.tone = tone;
        this.title = title;
    }

    public CardBuilder subtitle(@Nullable String text) {
        subtitle = text;
        return this;
    }

    public CardBuilder summary(String text) {
        summary = text;
        return this;
    }

    public CardBuilder when(@Nullable String text) {
        when = text;
        return this;
    }

    public CardBuilder quote(Card.@Nullable Quote words) {
        quote = words;
        return this;
    }

    public CardBuilder paragraph(String text) {
        paragraphs.add(text);
        return this;
    }

    public CardBuilder steps(List<Card.Step> line) {
        steps.addAll(line);
        return this;
    }

    public CardBuilder facts(List<Card.Fact> known) {
        facts.addAll(known);
        return this;
    }

    public CardBuilder guide(Card.@Nullable Guide howTo) {
        guide = howTo;
        return this;
    }

    public CardBuilder withWhom(@Nullable String text) {
        withWhom = text;
        return this;
    }

    public CardBuilder pictures(List<Card.Picture> shown) {
        pictures.addAll(shown);
        return this;
    }

    public CardBuilder form(Card.@Nullable Form toFill) {
        form = toFill;
        return this;
    }

    public CardBuilder group(@Nullable String heading, List<Card.Row> rows) {
        groups.add(new Card.Group(heading, rows));
        return this;
    }

    public CardBuilder action(Card.Action button) {
        actions.add(button);
        return this;
    }

    public CardBuilder chart(Card.@Nullable Chart numbers) {
        chart = numbers;
        return this;
    }

    public Card build() {
        return new Card(
                kind,
                tone,
                title,
                subtitle,
                summary == null ? title : summary,
                when,
                quote,
                paragraphs,
                steps,
                facts,
                guide,
                withWhom,
                pictures,
                form,
                groups,
                actions,
                chart);
    }
}
