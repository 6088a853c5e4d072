package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What the fields of a form hold and send, each type in its own shape. */
final class FieldValues {
    /** A number as a program writes it; anything else a person may type is sent as the text it is. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{0,8}[1-9])?");

    private FieldValues() {}

    /** What a field holds before anybody touches it; missing when nothing. */
    static JsonNode initial(CardFace.Field field) {
        JsonNode given = field.node().path("defaultValue");
        return given.isNull() ? MissingNode.getInstance() : given;
    }

    /**
     * What a field holds after a person typed or picked {@code value}; missing after it was emptied.
     *
     * @throws IllegalArgumentException when it does not offer the value, or can not hold it
     */
    static JsonNode typed(CardFace.Field field, String value) {
        if (value.isEmpty()) {
            return MissingNode.getInstance();
        }
        return switch (field.type()) {
            case "NUMBER" -> number(value);
            case "TEXT_ARRAY" -> texts(value);
            case "SELECT" -> {
                int index = index(field, value);
                yield Json.object().put("index", index).set("value", option(field, index));
            }
            case "MULTI_SELECT" -> several(field, value);
            case "CHECKBOX_GROUP" -> option(field, index(field, value));
            case "MULTI_CHECKBOX_GROUP" -> several(field, value).path("value");
            case "CHECKBOX", "SWITCH" -> BooleanNode.valueOf(value.equals("true") || value.equals("是"));
            case "DATE" -> moment(field, value, "yyyy-MM-dd");
            case "TIME" -> moment(field, value, "HH:mm");
            case "DATETIME" -> moment(field, value, "yyyy-MM-dd HH:mm");
            default -> StringNode.valueOf(value);
        };
    }

    /**
     * What a field holds when the app holds {@code value}: options by their value, several as a list; missing for nothing.
     *
     * @throws IllegalArgumentException when it does not offer the value, or can not hold it
     */
    static JsonNode held(CardFace.Field field, JsonNode value) {
        return switch (field.type()) {
            case "SELECT", "CHECKBOX_GROUP", "MULTI_SELECT", "MULTI_CHECKBOX_GROUP" -> picked(field, value);
            case "TEXT_ARRAY" -> value.isArray() ? value : MissingNode.getInstance();
            case "CHECKBOX", "SWITCH" -> BooleanNode.valueOf(value.asBoolean(false));
            default -> typed(field, value.asString(""));
        };
    }

    /** What is sent of what a field holds; missing when it is left out: nothing in it, or no tick. */
    static JsonNode sent(JsonNode held) {
        boolean nothing = held.isMissingNode()
                || held.isNull()
                || held.isString() && held.asString("").isEmpty()
                || held.isContainer() && held.isEmpty()
                || held.isBoolean() && !held.asBoolean(false);
        return nothing ? MissingNode.getInstance() : held;
    }

    /** Does the app's own check of required fields pass? Ticks are not checked by it. */
    static boolean fits(CardFace.Field field, JsonNode held) {
        boolean tick = field.type().equals("CHECKBOX") || field.type().equals("SWITCH");
        return !field.required() || tick || !sent(held).isMissingNode();
    }

    /** As the person reads it. */
    static String shown(CardFace.Field field, JsonNode held) {
        JsonNode value = held.isObject() ? held.path("value") : held;
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(textOf(field, one.asString(""))));
            return String.join("、", all);
        }
        return value.isMissingNode() || value.isNull() ? "" : textOf(field, value.asString(""));
    }

    private static JsonNode picked(CardFace.Field field, JsonNode chosen) {
        ArrayNode indexes = Json.array();
        ArrayNode values = Json.array();
        List<JsonNode> all = new ArrayList<>();
        if (chosen.isArray()) {
            chosen.forEach(all::add);
        } else if (!chosen.asString("").isEmpty()) {
            all.add(chosen);
        }
        for (JsonNode one : all) {
            int index = indexOfValue(field, one.asString(""));
            indexes.add(index);
            values.add(option(field, index));
        }
        if (values.isEmpty()) {
            return MissingNode.getInstance();
        }
        return switch (field.type()) {
            case "SELECT" -> Json.object().set("index", indexes.path(0)).set("value", values.path(0));
            case "CHECKBOX_GROUP" -> values.path(0);
            case "MULTI_SELECT" -> Json.object().set("index", indexes).set("value", values);
            default -> values;
        };
    }

    private static int indexOfValue(CardFace.Field field, String value) {
        int index = 0;
        for (JsonNode option : field.node().path("options")) {
            if (Json.text(option, "value").equals(value)) {
                return index;
            }
            index++;
        }
        throw new IllegalArgumentException("'" + field.label() + "' does not offer the value '" + value + "'");
    }

    private static JsonNode number(String value) {
        return NUMBER.matcher(value).matches() ? DecimalNode.valueOf(new BigDecimal(value)) : StringNode.valueOf(value);
    }

    private static ArrayNode texts(String value) {
        ArrayNode texts = Json.array();
        for (String one : value.split("[、,，]")) {
            texts.add(one.strip());
        }
        return texts;
    }

    private static ObjectNode several(CardFace.Field field, String value) {
        ObjectNode chosen = Json.object();
        ArrayNode indexes = chosen.putArray("index");
        ArrayNode values = chosen.putArray("value");
        for (String one : value.split("[、,，]")) {
            if (!one.isBlank()) {
                int index = index(field, one.strip());
                indexes.add(index);
                values.add(option(field, index));
            }
        }
        return chosen;
    }

    private static int index(CardFace.Field field, String wanted) {
        List<String> offered = new ArrayList<>();
        int index = 0;
        for (JsonNode option : field.node().path("options")) {
            if (Json.text(option, "text").equals(wanted)
                    || Json.text(option, "value").equals(wanted)) {
                return index;
            }
            offered.add(Json.text(option, "text"));
            index++;
        }
        throw new IllegalArgumentException("'" + field.label() + "' does not offer '" + wanted + "', only " + offered);
    }

    private static JsonNode option(CardFace.Field field, int index) {
        return field.node().path("options").path(index).path("value");
    }

    private static String textOf(CardFace.Field field, String value) {
        for (JsonNode option : field.node().path("options")) {
            if (Json.text(option, "value").equals(value)) {
                return Json.text(option, "text");
            }
        }
        return value;
    }

    private static JsonNode moment(CardFace.Field field, String value, String usual) {
        String own = Json.text(field.node(), "format");
        String format = own.isEmpty() ? usual : own;
        try {
            DateTimeFormatter.ofPattern(format).parse(value);
            return StringNode.valueOf(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + field.label() + "' can not hold '" + value + "', it is picked as " + format, e);
        }
    }
}
