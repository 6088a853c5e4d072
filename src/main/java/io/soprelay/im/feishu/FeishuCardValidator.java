package io.soprelay.im.feishu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds everything for which the platform would refuse a JSON 2.0 card, all at once, before it is sent. Limits are the
 * platform's own. Thread safe.
 */
public final class FeishuCardValidator {
    private static final int BYTES_MAX = 30 * 1024;
    private static final int ELEMENTS_MAX = 200;
    private static final int NESTING_MAX = 5;
    private static final int TABLES_MAX = 5;
    private static final int CHARTS_MAX = 5;
    private static final int SHORT_TEXT_CHARS_MAX = 100;
    private static final int INPUT_CHARS_MAX = 1000;
    private static final Pattern ELEMENT_ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,19}");
    private static final Set<String> CONTAINERS =
            Set.of("form", "column_set", "column", "collapsible_panel", "interactive_container");
    private static final List<String> CHARTS = List.of("bar", "line");
    private static final Set<String> ROOT_ONLY = Set.of("form", "table");
    private static final Set<String> FORM_ONLY = Set.of("multi_select_static", "multi_select_person");
    private static final Set<String> INTERACTIVE = Set.of(
            "button",
            "input",
            "select_static",
            "multi_select_static",
            "select_person",
            "multi_select_person",
            "date_picker",
            "picker_time",
            "picker_datetime",
            "checker",
            "select_img",
            "overflow");

    private final CardSchema schema = new CardSchema();

    /** Why the platform would refuse this card, each with the place; empty if it would take it. */
    public List<String> problems(JsonNode card) {
        List<String> problems = new ArrayList<>(schema.problems(card));
        int bytes = card.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES_MAX) {
            problems.add("card: %d bytes, at most %d".formatted(bytes, BYTES_MAX));
        }
        int elements = elements(card);
        if (elements > ELEMENTS_MAX) {
            problems.add("card: %d elements, at most %d".formatted(elements, ELEMENTS_MAX));
        }
        if (!card.path("config").path("update_multi").asBoolean(false)) {
            problems.add("card.config.update_multi must be true: 2.0 cards are always shared");
        }
        Walk walk = new Walk(problems);
        walk.children(card.path("body"), "card.body", new Place(0, false));
        if (walk.tables > TABLES_MAX) {
            problems.add("card: %d tables, at most %d".formatted(walk.tables, TABLES_MAX));
        }
        if (walk.charts > CHARTS_MAX) {
            problems.add("card: %d charts, at most %d".formatted(walk.charts, CHARTS_MAX));
        }
        return problems;
    }

    /** Components and texts alike: everything that has a tag. */
    static int elements(JsonNode node) {
        int own = node.has("tag") ? 1 : 0;
        return own + node.valueStream().mapToInt(FeishuCardValidator::elements).sum();
    }

    /** Where a component stands: how many containers are around it, and whether one of them is a form. */
    private record Place(int depth, boolean inForm) {}

    /** One pass over the components of one card. */
    private static final class Walk {
        private final List<String> problems;
        private final Set<String> names = new HashSet<>();
        private final Set<String> elementIds = new HashSet<>();
        private int tables;
        private int charts;

        Walk(List<String> problems) {
            this.problems = problems;
        }

        void children(JsonNode parent, String path, Place place) {
            for (String list : List.of("elements", "columns")) {
                JsonNode children = parent.path(list);
                for (int i = 0; i < children.size() && children.isArray(); i++) {
                    component(children.get(i), path + "." + list + "[" + i + "]", place);
                }
            }
        }

        private void component(JsonNode node, String path, Place place) {
            String tag = node.path("tag").asString("");
            boolean container = CONTAINERS.contains(tag);
            Place inside = new Place(place.depth() + (container ? 1 : 0), place.inForm() || tag.equals("form"));
            if (container && inside.depth() > NESTING_MAX) {
                problems.add("%s: nested %d deep, at most %d".formatted(path, inside.depth(), NESTING_MAX));
            }
            if (ROOT_ONLY.contains(tag) && place.depth() > 0) {
                problems.add("%s: a %s may only stand at the root".formatted(path, tag));
            }
            if (FORM_ONLY.contains(tag) && !place.inForm()) {
                problems.add("%s: a %s may only stand in a form".formatted(path, tag));
            }
            tables += tag.equals("table") ? 1 : 0;
            if (tag.equals("chart")) {
                charts++;
                chart(node.path("chart_spec"), path + ".chart_spec", place);
            }
            elementId(node, path);
            name(node, tag, path, place);
            texts(node, tag, path);
            if (tag.equals("form") && !hasSubmit(node)) {
                problems.add("%s: a form needs a button with form_action_type submit".formatted(path));
            }
            if (tag.equals("button")) {
                button(node, path, place);
            }
            if (tag.equals("input")) {
                input(node, path);
            }
            children(node, path, inside);
        }

        /** Of the many kinds of charts those that our cards have; their numbers must be numbers. */
        private void chart(JsonNode spec, String path, Place place) {
            String type = spec.path("type").asString("");
            JsonNode values = spec.path("data").path("values");
            String x = spec.path("xField").asString("");
            String y = spec.path("yField").asString("");
            if (!CHARTS.contains(type)) {
                problems.add("%s.type: there are %s here, but was '%s'".formatted(path, CHARTS, type));
            }
            if (!values.isArray() || values.isEmpty()) {
                problems.add("%s: a chart needs data.values".formatted(path));
            }
            for (JsonNode value : values) {
                if (!value.path(x).isString() || !value.path(y).isNumber()) {
                    problems.add("%s: each value needs a text '%s' and a number '%s'".formatted(path, x, y));
                    break;
                }
            }
            if (place.inForm()) {
                problems.add("%s: a chart may not stand in a form".formatted(path));
            }
        }

        private void elementId(JsonNode node, String path) {
            JsonNode id = node.path("element_id");
            if (id.isString() && !ELEMENT_ID.matcher(id.stringValue()).matches()) {
                problems.add("%s: element_id '%s' must be a letter and up to 19 letters, digits or _"
                        .formatted(path, id.stringValue()));
            }
            if (id.isString() && !elementIds.add(id.stringValue())) {
                problems.add("%s: element_id '%s' is used twice".formatted(path, id.stringValue()));
            }
        }

        private void name(JsonNode node, String tag, String path, Place place) {
            String name = node.path("name").asString("");
            boolean needed = tag.equals("form") || (place.inForm() && INTERACTIVE.contains(tag));
            if (name.isEmpty() && needed) {
                problems.add("%s: a %s needs a name here".formatted(path, tag));
            }
            if (!name.isEmpty() && !names.add(name)) {
                problems.add("%s: the name '%s' is used twice".formatted(path, name));
            }
        }

        private void texts(JsonNode node, String tag, String path) {
            Map<String, JsonNode> shortTexts = tag.equals("button")
                    ? Map.of("text", node.path("text").path("content"))
                    : Map.of("placeholder", node.path("placeholder").path("content"));
            shortTexts.forEach((property, text) -> {
                int length = text.asString("").length();
                if (length > SHORT_TEXT_CHARS_MAX) {
                    problems.add(
                            "%s.%s: %d characters, at most %d".formatted(path, property, length, SHORT_TEXT_CHARS_MAX));
                }
            });
        }

        private void button(JsonNode node, String path, Place place) {
            if (node.has("form_action_type") && !place.inForm()) {
                problems.add("%s: form_action_type outside a form".formatted(path));
            }
            for (JsonNode behavior : node.path("behaviors")) {
                if (behavior.path("type").asString("").equals("callback") && !behavior.has("value")) {
                    problems.add("%s: a callback needs a value".formatted(path));
                }
            }
        }

        private void input(JsonNode node, String path) {
            int max = node.path("max_length").asInt(INPUT_CHARS_MAX);
            if (max < 1 || max > INPUT_CHARS_MAX) {
                problems.add("%s: max_length must be 1 to %d, but was %d".formatted(path, INPUT_CHARS_MAX, max));
            }
            int length = node.path("default_value").asString("").length();
            if (length > max) {
                problems.add("%s: default_value has %d characters, max_length is %d".formatted(path, length, max));
            }
        }

        private static boolean hasSubmit(JsonNode form) {
            return form.findValues("form_action_type").stream()
                    .anyMatch(type -> type.asString("").equals("submit"));
        }
    }
}
