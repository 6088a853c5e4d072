package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** What the controls of a form send: Feishu's formats, the phones being in Shanghai. */
final class ControlValues {
    private static final String OFFSET = " +0800";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}");

    private ControlValues() {}

    /** What a control holds before anybody touches it; missing when a form would not send it at all. */
    static JsonNode initial(JsonNode control) {
        return switch (Json.text(control, "tag")) {
            case "input" -> StringNode.valueOf(Json.text(control, "default_value"));
            case "select_static", "select_person" -> optional(Json.text(control, "initial_option"));
            case "multi_select_static", "multi_select_person" ->
                control.path("selected_values").isEmpty() ? MissingNode.getInstance() : control.path("selected_values");
            case "date_picker" -> moment(Json.text(control, "initial_date"));
            case "picker_time" -> moment(Json.text(control, "initial_time"));
            case "picker_datetime" -> moment(Json.text(control, "initial_datetime"));
            case "checker" -> BooleanNode.valueOf(control.path("checked").asBoolean(false));
            default -> MissingNode.getInstance();
        };
    }

    /** What is sent after a person typed or picked {@code value}. */
    static JsonNode typed(CardView.Control control, String value, UnaryOperator<String> nameOf) {
        return switch (control.tag()) {
            case "select_static", "select_person" -> StringNode.valueOf(option(control, value.strip(), nameOf));
            case "multi_select_static", "multi_select_person" -> options(control, value, nameOf);
            case "select_img" ->
                control.node().path("multi_select").asBoolean(false)
                        ? options(control, value, nameOf)
                        : StringNode.valueOf(option(control, value, nameOf));
            case "date_picker" -> picked(control, value, DATE);
            case "picker_time" -> picked(control, value, TIME);
            case "picker_datetime" -> picked(control, value, MOMENT);
            case "checker" -> BooleanNode.valueOf(value.equals("true") || value.equals("是"));
            default -> StringNode.valueOf(value);
        };
    }

    /** What is sent of a value the app holds: option values, not what is shown. */
    static JsonNode held(CardView.Control control, JsonNode value) {
        return switch (control.tag()) {
            case "select_static", "select_person" -> one(control, value);
            case "multi_select_static", "multi_select_person" -> many(control, value);
            case "select_img" ->
                control.node().path("multi_select").asBoolean(false) ? many(control, value) : one(control, value);
            case "date_picker" -> picked(control, withoutOffset(value), DATE);
            case "picker_time" -> picked(control, withoutOffset(value), TIME);
            case "picker_datetime" -> picked(control, withoutOffset(value), MOMENT);
            case "checker" -> BooleanNode.valueOf(value.asBoolean(false));
            default -> StringNode.valueOf(value.asString(""));
        };
    }

    /** As the person reads it; dates without the offset. */
    static String shown(JsonNode value) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(one.asString("")));
            return String.join("、", all);
        }
        String text = value.isMissingNode() || value.isNull() ? "" : value.asString("");
        return text.endsWith(OFFSET) ? text.substring(0, text.length() - OFFSET.length()) : text;
    }

    private static JsonNode one(CardView.Control control, JsonNode value) {
        String wanted = value.asString("");
        boolean offered = wanted.isEmpty();
        for (JsonNode option : control.node().path("options")) {
            offered |= Json.text(option, "value").equals(wanted);
        }
        if (!offered) {
            throw new IllegalArgumentException("'" + control.labels().getFirst() + "' does not offer '" + wanted + "'");
        }
        return StringNode.valueOf(wanted);
    }

    private static ArrayNode many(CardView.Control control, JsonNode values) {
        ArrayNode chosen = Json.array();
        if (values.isArray()) {
            values.forEach(value -> chosen.add(one(control, value)));
        }
        return chosen;
    }

    private static String withoutOffset(JsonNode value) {
        String text = value.asString("");
        return text.endsWith(OFFSET) ? text.substring(0, text.length() - OFFSET.length()) : text;
    }

    private static ArrayNode options(CardView.Control control, String value, UnaryOperator<String> nameOf) {
        ArrayNode chosen = Json.array();
        for (String one : value.split("[、,，]")) {
            if (!one.isBlank()) {
                chosen.add(option(control, one.strip(), nameOf));
            }
        }
        return chosen;
    }

    private static String option(CardView.Control control, String wanted, UnaryOperator<String> nameOf) {
        if (wanted.isEmpty()) {
            return "";
        }
        List<String> offered = new ArrayList<>();
        for (JsonNode option : control.node().path("options")) {
            String value = Json.text(option, "value");
            String text = Json.text(option.path("text"), "content");
            String shown = text.isEmpty() ? nameOf.apply(value) : text;
            if (shown.equals(wanted) || value.equals(wanted)) {
                return value;
            }
            offered.add(shown);
        }
        throw new IllegalArgumentException(
                "'" + control.labels().getFirst() + "' does not offer '" + wanted + "', only " + offered);
    }

    private static JsonNode picked(CardView.Control control, String value, Pattern format) {
        if (value.isEmpty()) {
            return StringNode.valueOf("");
        }
        if (!format.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + control.labels().getFirst() + "' can not hold '" + value + "', it is picked as " + format);
        }
        return StringNode.valueOf(value + OFFSET);
    }

    private static JsonNode optional(String text) {
        return text.isEmpty() ? MissingNode.getInstance() : StringNode.valueOf(text);
    }

    private static JsonNode moment(String text) {
        return text.isEmpty() ? MissingNode.getInstance() : StringNode.valueOf(text + OFFSET);
    }

    /** As {@link #shown(JsonNode)}, people by name. */
    static String shown(JsonNode value, UnaryOperator<String> nameOf) {
        List<String> all = new ArrayList<>();
        for (String one : shown(value).split("、", -1)) {
            all.add(one.startsWith("ou_") ? nameOf.apply(one) : one);
        }
        return String.join("、", all);
    }
}
