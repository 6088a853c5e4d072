package io.soprelay.im.feishu;

import io.soprelay.im.Card;
import io.soprelay.media.MediaId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A neutral card as the tree the templates read. Every text is encoded here and nowhere else; every name is always there,
 * null if the card has no such part. Used once, by one thread.
 */
final class FeishuCardModel {
    /** The platform refuses longer button texts and placeholders. */
    private static final int BUTTON_CHARS_MAX = 100;

    private static final String ELLIPSIS = "…";
    /** The seconds-less local time at the front of {@code 2026-05-01 09:30 +08:00}. */
    private static final Pattern LOCAL_PART = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}(?: \\d{2}:\\d{2})?)(?: .*)?");

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final FeishuWords words;
    private final Function<MediaId, Optional<String>> imageKeys;
    private int buttons;

    FeishuCardModel(FeishuWords words, Function<MediaId, Optional<String>> imageKeys) {
        this.words = words;
        this.imageKeys = imageKeys;
    }

    ObjectNode of(Card card) {
        ObjectNode model = json.objectNode();
        model.put("title", FeishuText.plain(card.title()));
        putText(model, "subtitle", card.subtitle());
        model.put("summary", FeishuText.plain(card.summary()));
        model.put("colour", colour(card.tone()));
        putText(model, "when", card.when());
        Card.Quote quote = card.quote();
        putText(model, "quote", quote == null ? null : words.say("quote", quote.who(), quote.text()));
        model.set("paragraphs", texts(card.paragraphs()));
        model.set(
                "facts",
                texts(card.facts().stream()
                        .map(fact -> words.say("fact", fact.label(), fact.value()))
                        .toList()));
        model.put("stepLine", card.steps().isEmpty() ? null : stepLine(card.steps()));
        Card.Guide guide = card.guide();
        model.put("guide", guide == null ? null : guide(guide));
        putText(model, "withWhom", card.withWhom());
        model.set("pictures", list(card.pictures(), this::picture));
        Card.Form form = card.form();
        model.set("form", form == null ? json.nullNode() : form(form));
        Card.Chart chart = card.chart();
        model.set("chart", chart == null ? json.nullNode() : chart(chart));
        model.set("groups", list(card.groups(), this::group));
        model.set("actions", list(card.actions(), this::button));
        model.put(
                "details",
                card.withWhom() != null
                        || !card.facts().isEmpty()
                        || !card.pictures().isEmpty()
                        || !card.groups().isEmpty());
        return model;
    }

    private static String colour(Card.Tone tone) {
        return switch (tone) {
            case OPEN -> "blue";
            case DUE -> "orange";
            case OVERDUE -> "red";
            case DONE -> "green";
            case CLOSED -> "grey";
        };
    }

    private static String stepLine(List<Card.Step> steps) {
        return steps.stream()
                .map(step -> {
                    String label = FeishuText.markdown(step.label());
                    return switch (step.mark()) {
                        case PASSED -> label + " ✓";
                        case CURRENT -> "**" + label + "**";
                        case AHEAD -> label;
                    };
                })
                .collect(Collectors.joining(" → "));
    }

    private static @Nullable String guide(Card.Guide guide) {
        String steps = IntStream.range(0, guide.steps().size())
                .mapToObj(
                        i -> (i + 1) + ". " + FeishuText.markdown(guide.steps().get(i)))
                .collect(Collectors.joining("\n"));
        String links = guide.links().stream()
                .map(link -> FeishuText.link(link.label(), link.url()))
                .collect(Collectors.joining("\n\n"));
        String both = steps.isEmpty() || links.isEmpty() ? steps + links : steps + "\n\n" + links;
        return both.isEmpty() ? null : both;
    }

    private ObjectNode picture(Card.Picture picture) {
        return json.objectNode()
                .put("label", FeishuText.plain(picture.label()))
                .put("key", imageKeys.apply(picture.media()).orElse(null))
                .put("missing", FeishuText.plain(words.say("picture.later", picture.label())));
    }

    /** In the words of the platform's chart library. */
    private ObjectNode chart(Card.Chart chart) {
        ObjectNode node = json.objectNode()
                .put("type", chart.kind().name().toLowerCase(Locale.ROOT))
                .put("title", FeishuText.plain(chart.title()));
        node.set(
                "values",
                list(
                        chart.points(),
                        point -> json.objectNode()
                                .put("label", FeishuText.plain(point.label()))
                                .put("value", point.value())));
        return node;
    }

    private ObjectNode group(Card.Group group) {
        ObjectNode node = json.objectNode();
        putText(node, "heading", group.heading());
        node.set("rows", list(group.rows(), this::row));
        return node;
    }

    private ObjectNode row(Card.Row row) {
        String detail = row.detail();
        ObjectNode node = json.objectNode()
                .put("text", FeishuText.plain(detail == null ? row.title() : row.title() + "\n" + detail));
        Card.Action action = row.action();
        Card.Action second = row.second();
        boolean pair = action != null && second != null;
        node.set("action", action == null || pair ? json.nullNode() : button(action));
        node.set("pair", pair ? list(List.of(action, second), this::button) : json.nullNode());
        return node;
    }

    private ObjectNode form(Card.Form form) {
        // Names are unique across the card, and a form may be called like one of its controls.
        ObjectNode node = json.objectNode().put("name", "form_" + form.name());
        putText(node, "hint", form.hint());
        node.set("controls", list(form.controls(), this::control));
        ArrayNode all = json.arrayNode().add(button(form.submit()));
        form.others().forEach(other -> all.add(button(other)));
        node.set("buttons", all);
        return node;
    }

    private ObjectNode control(Card.Control control) {
        String label = FeishuText.plain(control.label());
        String placeholder = control.placeholder();
        ObjectNode node = json.objectNode()
                .put("name", control.name())
                .put("label", label)
                .put("heading", words.say(control.required() ? "label.required" : "label.optional", label))
                .put("placeholder", cut(FeishuText.plain(placeholder == null ? control.label() : placeholder)))
                .put("required", control.required())
                .put("maxChars", control.maxChars());
        for (Card.Control.Type type : Card.Control.Type.values()) {
            node.put(flag(type), type == control.type());
        }
        node.put("value", control.value().isEmpty() ? null : value(control));
        node.set("values", chosen(control));
        node.set(
                "options",
                list(
                        control.options(),
                        option -> json.objectNode()
                                .put("value", option.value())
                                .put("label", cut(FeishuText.plain(option.label())))));
        return node;
    }

    private static String flag(Card.Control.Type type) {
        return switch (type) {
            case TEXT -> "isText";
            case LONG_TEXT -> "isLongText";
            case SELECT -> "isSelect";
            case MULTI_SELECT -> "isMultiSelect";
            case DATE -> "isDate";
            case DATE_TIME -> "isDateTime";
        };
    }

    /** What stands in the control already, in the control's own notation; null if it cannot stand there. */
    private static @Nullable String value(Card.Control control) {
        String value = control.value().getFirst();
        return switch (control.type()) {
            case TEXT, LONG_TEXT -> {
                String text = FeishuText.plain(value);
                yield text.length() > control.maxChars() ? text.substring(0, control.maxChars()) : text;
            }
            case SELECT -> isOffered(control, value) ? value : null;
            case MULTI_SELECT -> null;
            case DATE, DATE_TIME -> {
                var local = LOCAL_PART.matcher(value);
                yield local.matches() ? local.group(1) : null;
            }
        };
    }

    /** What is chosen of several already; null if nothing is. */
    private JsonNode chosen(Card.Control control) {
        ArrayNode chosen = json.arrayNode();
        control.value().stream().filter(value -> isOffered(control, value)).forEach(chosen::add);
        return chosen.isEmpty() ? json.nullNode() : chosen;
    }

    private static boolean isOffered(Card.Control control, String value) {
        return control.options().stream().anyMatch(option -> option.value().equals(value));
    }

    private ObjectNode button(Card.Action action) {
        FeishuButton carried = new FeishuButton(action.id(), action.params());
        ObjectNode node = json.objectNode()
                .put("label", cut(FeishuText.plain(action.label())))
                .put("type", style(action.style()))
                .put("name", carried.name(buttons++));
        node.set("value", carried.value());
        String confirm = action.confirm();
        node.set(
                "confirm",
                confirm == null
                        ? json.nullNode()
                        : json.objectNode()
                                .put("title", words.say("confirm.title"))
                                .put("text", FeishuText.plain(confirm)));
        return node;
    }

    private static String style(Card.Action.Style style) {
        return switch (style) {
            case PRIMARY -> "primary_filled";
            case DEFAULT -> "default";
            case DANGER -> "danger";
        };
    }

    private static String cut(String text) {
        return text.length() <= BUTTON_CHARS_MAX
                ? text
                : FeishuText.plain(text.substring(0, BUTTON_CHARS_MAX - 1)) + ELLIPSIS;
    }

    private void putText(ObjectNode node, String name, @Nullable String text) {
        node.put(name, text == null ? null : FeishuText.plain(text));
    }

    private ArrayNode texts(List<String> texts) {
        ArrayNode array = json.arrayNode();
        texts.forEach(text -> array.add(FeishuText.plain(text)));
        return array;
    }

    private <T> ArrayNode list(List<T> parts, Function<T, ? extends JsonNode> toNode) {
        ArrayNode array = json.arrayNode();
        parts.forEach(part -> array.add(toNode.apply(part)));
        return array;
    }
}
