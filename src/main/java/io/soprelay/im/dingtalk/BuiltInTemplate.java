package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.media.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template of the platform's own, for an app that has none published yet: words and buttons, no input fields. What a form
 * asks for is said in words, with a line to send instead.
 */
final class BuiltInTemplate implements DingTalkTemplate {
    static final String ID = "382e4302-551d-4880-bf29-a30acfab2e71.schema";

    private static final String FINISHED = "3";
    /** Everything shares one block: none of its parts may crowd the others out. */
    private static final int PART_CHARS_MAX = 900;

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final DingTalkWords words;

    BuiltInTemplate(DingTalkWords words) {
        this.words = words;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, String> of(Card card, Function<MediaId, Optional<String>> mediaIds) {
        DingTalkCardModel model = new DingTalkCardModel(words, mediaIds, card, PART_CHARS_MAX);
        DingTalkBlock content =
                new DingTalkBlock(DingTalkText.markdown(words.say("text.cut")), DingTalkBlock.CHARS_MAX);
        if (card.subtitle() != null) {
            content.words(card.subtitle());
        }
        content.markup(model.what().text()).markup(model.how().text());
        Card.Form form = card.form();
        if (form != null) {
            inWords(content, form);
        }
        content.markup(model.withWhom().text());
        model.allLines()
                .forEach(line -> content.words(
                        line.value().isEmpty() ? line.label() : words.say("fact", line.label(), line.value())));
        List<Card.Action> shown = new ArrayList<>();
        if (form != null && form.controls().stream().noneMatch(Card.Control::required)) {
            shown.add(form.submit());
        }
        shown.addAll(model.buttons());
        return variables(card.title(), content.text(), "", buttons(shown));
    }

    @Override
    public Map<String, String> saying(Toast toast, @Nullable String hint) {
        return new DingTalkVariables()
                .text("staticMsgContent", DingTalkText.markdown(toast.text()))
                .asMap();
    }

    @Override
    public Map<String, String> asking(String componentId, DingTalkButton button, JsonNode form) {
        Card.Action yes = new Card.Action(
                button.actionId(), words.say("confirm.again"), Card.Action.Style.DANGER, button.params(), null);
        return new DingTalkVariables()
                .text("staticMsgContent", DingTalkText.markdown(String.valueOf(button.confirm())))
                .json("sys_full_json_obj", layout(buttons(List.of(yes))))
                .asMap();
    }

    @Override
    public Map<String, String> asLeft(JsonNode form) {
        return Map.of();
    }

    private void inWords(DingTalkBlock content, Card.Form form) {
        for (Card.Control control : form.controls()) {
            String label = label(control);
            String standing = standing(control);
            content.words(standing == null ? label : words.say("fact", label, standing));
        }
        if (form.hint() != null) {
            content.words(form.hint());
        }
        String line = form.line();
        if (form.controls().stream().noneMatch(Card.Control::required)) {
            return;
        }
        if (line == null) {
            content.words(words.say("form.no-line"));
        } else {
            content.words(words.say("form.no-fields")).words(line);
        }
    }

    /** Some labels say themselves that nothing need be written. */
    private String label(Card.Control control) {
        boolean said = control.label().endsWith(words.say("label.optional", ""));
        return control.required()
                ? words.say("label.required", control.label())
                : said ? control.label() : words.say("label.optional", control.label());
    }

    /** What stands in the field, else an example. */
    private @Nullable String standing(Card.Control control) {
        if (control.value().isEmpty()) {
            return switch (control.type()) {
                case DATE -> words.say("example.date");
                case DATE_TIME -> words.say("example.date-time");
                default -> control.placeholder();
            };
        }
        return String.join(
                "、",
                control.value().stream()
                        .map(value -> control.options().stream()
                                .filter(option -> option.value().equals(value))
                                .map(Card.Option::label)
                                .findFirst()
                                .orElse(value))
                        .toList());
    }

    private Map<String, String> variables(String title, String content, String said, ArrayNode buttons) {
        return new DingTalkVariables()
                .text("msgTitle", DingTalkText.plain(title))
                .text("msgContent", content)
                .text("staticMsgContent", said)
                .text("flowStatus", FINISHED)
                .json("sys_full_json_obj", layout(buttons))
                .asMap();
    }

    private ObjectNode layout(ArrayNode buttons) {
        ObjectNode layout = json.objectNode();
        layout.set(
                "order",
                json.arrayNode()
                        .add("msgTitle")
                        .add("msgContent")
                        .add("staticMsgContent")
                        .add("msgButtons"));
        layout.set("msgButtons", buttons);
        return layout;
    }

    private ArrayNode buttons(List<Card.Action> actions) {
        ArrayNode buttons = json.arrayNode();
        actions.forEach(action -> buttons.add(json.objectNode()
                .put("text", DingTalkText.plain(action.label()))
                .put("id", DingTalkButton.of(action, null).packed())
                .put("color", colour(action.style()))
                .put("request", true)));
        return buttons;
    }

    private static String colour(Card.Action.Style style) {
        return switch (style) {
            case PRIMARY -> "blue";
            case DEFAULT -> "gray";
            case DANGER -> "red";
        };
    }
}
