package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardBuilder;
import io.soprelay.media.MediaId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a neutral card into the variables of the template in use. Thread safe. */
public final class DingTalkCards {
    private final DingTalkTemplate template;
    private final DingTalkWords words;

    /** @param templateId of the project's template as it was published; empty to do with a built-in one */
    public DingTalkCards(String templateId, DingTalkWords words) {
        this.words = words;
        this.template = templateId.isEmpty() ? new BuiltInTemplate(words) : new TaskTemplate(templateId, words);
    }

    /**
     * A rendered card.
     *
     * @param variables all of the template's, texts only
     * @param withAllPictures whether every picture had a name
     */
    public record Rendered(Map<String, String> variables, boolean withAllPictures) {}

    /** The platform's id of the template in use. */
    public String templateId() {
        return template.id();
    }

    /** Whether cards have no input fields, because no template of our own is named. */
    public boolean isBuiltIn() {
        return template instanceof BuiltInTemplate;
    }

    /** @param mediaIds the platform's name of a picture, if it was uploaded; a picture without one is said in words */
    public Rendered render(Card card, Function<MediaId, Optional<String>> mediaIds) {
        boolean withAllPictures = card.pictures().stream()
                .allMatch(picture -> mediaIds.apply(picture.media()).isPresent());
        return new Rendered(template.of(card, mediaIds), withAllPictures);
    }

    /** The card with a sentence on it. */
    Rendered render(Card card, Function<MediaId, Optional<String>> mediaIds, Toast toast) {
        Rendered rendered = render(card, mediaIds);
        Map<String, String> variables = new LinkedHashMap<>(rendered.variables());
        Card.Form form = card.form();
        variables.putAll(template.saying(toast, form == null ? null : form.hint()));
        return new Rendered(variables, rendered.withAllPictures());
    }

    /**
     * Only what says a sentence; everything else on the card stays.
     *
     * @param hint what the card's error line says while nothing was refused; null for nothing
     */
    Map<String, String> saying(Toast toast, @Nullable String hint) {
        return template.saying(toast, hint);
    }

    Map<String, String> asking(String componentId, DingTalkButton button, JsonNode form) {
        return template.asking(componentId, button, form);
    }

    Map<String, String> asLeft(JsonNode form) {
        return template.asLeft(form);
    }

    /** A message of words as the card it has to be: no other message can be repeated without arriving twice. */
    static Card ofText(String text) {
        int firstLineEnd = text.strip().indexOf('\n');
        String firstLine = firstLineEnd < 0 ? text.strip() : text.strip().substring(0, firstLineEnd);
        return new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "")
                .summary(firstLine)
                .paragraph(text)
                .build();
    }

    /**
     * What is left of a card whose words the platform does not let through: what to do and its buttons, without anything
     * that was written into the record, and a sentence that says so.
     */
    Card withoutWords(Card card) {
        Card.Form form = card.form();
        CardBuilder safe = new CardBuilder(card.kind(), card.tone(), card.title())
                .summary(card.title().isEmpty() ? words.say("unsafe") : card.title())
                .when(card.when())
                .paragraph(words.say("unsafe"));
        if (form != null) {
            safe.form(new Card.Form(
                    form.name(),
                    form.controls().stream().map(DingTalkCards::blank).toList(),
                    null,
                    form.submit(),
                    form.others()));
        }
        card.actions().forEach(safe::action);
        return safe.build();
    }

    private static Card.Control blank(Card.Control control) {
        return new Card.Control(
                control.type(),
                control.name(),
                control.label(),
                null,
                control.required(),
                List.of(),
                control.options(),
                control.maxChars());
    }
}
