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

    /** How the app writes what is picked. */
    private enum Picked {
        DATE("\\d{4}-\\d{2}-\\d{2}", "2026-05-01"),
        TIME("\\d{2}:\\d{2}", "09:30"),
        MOMENT("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}", "2026-05-01 09:30");

        private final Pattern pattern;
        private final String example;

        Picked(String pattern, String example) {
            this.pattern = Pattern.compile(pattern);
            this.example = example;
        }
    }

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
            case "date_picker" -> picked(control, value, Picked.DATE);
            case "picker_time" -> picked(control, value, Picked.TIME);
            case "picker_datetime" -> picked(control, value, Picked.MOMENT);
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
            case "date_picker" -> picked(control, withoutOffset(value), Picked.DATE);
            case "picker_time" -> picked(control, withoutOffset(value), Picked.TIME);
            case "picker_datetime" -> picked(control, withoutOffset(value), Picked.MOMENT);
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
        List<String> others = new ArrayList<>();
        for (JsonNode option : control.node().path("options")) {
            offered |= Json.text(option, "value").equals(wanted);
            others.add(Json.text(option, "value"));
        }
        if (!offered) {
            throw notOffered(control, wanted, others);
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
        throw notOffered(control, wanted, offered);
    }

    private static NotOnCard notOffered(CardView.Control control, String wanted, List<String> offered) {
        String label = control.labels().getFirst();
        return new NotOnCard(
                NotOnCard.Kind.NOT_OFFERED,
                "'" + label + "' does not offer '" + wanted + "', only " + offered,
                label,
                wanted,
                String.join("、", offered));
    }

    private static JsonNode picked(CardView.Control control, String value, Picked format) {
        if (value.isEmpty()) {
            return StringNode.valueOf("");
        }
        if (!format.pattern.matcher(value).matches()) {
            String label = control.labels().getFirst();
            throw new NotOnCard(
                    NotOnCard.Kind.UNFIT,
                    "'" + label + "' can not hold '" + value + "', it is picked as " + format.example,
                    label,
                    value,
                    format.example);
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
