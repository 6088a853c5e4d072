package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.Card.Control;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schema of the platform's Form component. */
final class DingTalkForm {
    private static final int LONG_TEXT_ROWS_MIN = 2;
    private static final int LONG_TEXT_ROWS_MAX = 6;
    /** The seconds-less local time at the front of {@code 2026-05-01 09:30 +08:00}. */
    private static final Pattern LOCAL_PART = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}(?: \\d{2}:\\d{2})?)(?: .*)?");

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final DingTalkWords words;

    DingTalkForm(DingTalkWords words) {
        this.words = words;
    }

    /** @param form null for a card without one */
    ObjectNode schema(Card.@Nullable Form form) {
        ArrayNode fields = json.arrayNode();
        if (form != null) {
            form.controls().forEach(control -> fields.add(field(control)));
        }
        return json.objectNode().set("fields", fields);
    }

    /**
     * The form as the person left it, from what the press brought: shown back to the same person and trusted for nothing
     * else. Empty fields stay empty.
     */
    static ObjectNode asLeft(JsonNode currentForm, JsonNode submitted) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (JsonNode field : currentForm.path("fields")) {
            if (field instanceof ObjectNode known) {
                ObjectNode left = known.deepCopy();
                JsonNode value = submitted.path(left.path("name").asString(""));
                if (value.isMissingNode() || value.isNull()) {
                    left.remove("defaultValue");
                } else {
                    left.set("defaultValue", value);
                }
                fields.add(left);
            }
        }
        return JsonNodeFactory.instance.objectNode().set("fields", fields);
    }

    private ObjectNode field(Control control) {
        String label = DingTalkText.plain(control.label());
        String placeholder = control.placeholder();
        ObjectNode field = json.objectNode()
                .put("name", control.name())
                .put("label", label)
                .put("type", type(control.type()))
                .put("required", control.required())
                .put("placeholder", placeholder == null ? label : DingTalkText.plain(placeholder));
        if (control.required()) {
            field.put("requiredMsg", words.say("form.required", label));
        }
        switch (control.type()) {
            case LONG_TEXT -> field.put("minRows", LONG_TEXT_ROWS_MIN).put("maxRows", LONG_TEXT_ROWS_MAX);
            case DATE -> field.put("format", "yyyy-MM-dd");
            case DATE_TIME -> field.put("format", "yyyy-MM-dd HH:mm");
            case SELECT, MULTI_SELECT -> field.set("options", options(control));
            case TEXT -> {}
        }
        JsonNode value = value(control);
        if (value != null) {
            field.set("defaultValue", value);
        }
        return field;
    }

    private static String type(Control.Type type) {
        return switch (type) {
            case TEXT -> "TEXT";
            case LONG_TEXT -> "TEXT_AREA";
            case SELECT -> "SELECT";
            case MULTI_SELECT -> "MULTI_SELECT";
            case DATE -> "DATE";
            case DATE_TIME -> "DATETIME";
        };
    }

    private ArrayNode options(Control control) {
        ArrayNode options = json.arrayNode();
        control.options()
                .forEach(option -> options.add(json.objectNode()
                        .put("value", option.value())
                        .put("text", DingTalkText.plain(option.label()))));
        return options;
    }

    /** What stands in the control already, in the component's own notation; null if nothing can. */
    private @Nullable JsonNode value(Control control) {
        if (control.value().isEmpty()) {
            return null;
        }
        String first = control.value().getFirst();
        return switch (control.type()) {
            // Too long as well: what is refused comes back whole, for the person to shorten.
            case TEXT, LONG_TEXT -> json.stringNode(DingTalkText.plain(first));
            case SELECT -> {
                int index = index(control, first);
                yield index < 0 ? null : json.objectNode().put("index", index).put("value", first);
            }
            case MULTI_SELECT -> chosen(control);
            case DATE, DATE_TIME -> {
                Matcher local = LOCAL_PART.matcher(first);
                yield local.matches() ? json.stringNode(local.group(1)) : null;
            }
        };
    }

    private @Nullable ObjectNode chosen(Control control) {
        List<String> offered = control.value().stream()
                .filter(value -> index(control, value) >= 0)
                .toList();
        ArrayNode indexes = json.arrayNode();
        ArrayNode values = json.arrayNode();
        offered.forEach(value -> {
            indexes.add(index(control, value));
            values.add(value);
        });
        if (offered.isEmpty()) {
            return null;
        }
        ObjectNode chosen = json.objectNode();
        chosen.set("index", indexes);
        chosen.set("value", values);
        return chosen;
    }

    private static int index(Control control, String value) {
        List<String> values = control.options().stream().map(Card.Option::value).toList();
        return values.indexOf(value);
    }
}
