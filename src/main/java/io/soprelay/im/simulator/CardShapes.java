package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Walks a card along {@code feishu-card-2.0.json} and reports every property, type or value 2.0 does not know. */
final class CardShapes {
    /** Card JSON that the card service can not read. */
    static final int UNREADABLE = 200621;

    /** What 2.0 took away from 1.0. */
    static final int REMOVED = 200861;

    private static final Pattern SPACE =
            Pattern.compile("-?\\d{1,2}px(?: -?\\d{1,2}px| -?\\d{1,2}px -?\\d{1,2}px -?\\d{1,2}px)?");

    private final Map<String, Map<String, String>> shapes = new HashMap<>();
    private final Map<String, Map<String, String>> components = new HashMap<>();
    private final Map<String, Set<String>> lists = new HashMap<>();

    CardShapes() {
        JsonNode rules = read();
        rules.path("shapes").properties().forEach(e -> shapes.put(e.getKey(), strings(e.getValue())));
        for (Map.Entry<String, JsonNode> component : rules.path("components").properties()) {
            Map<String, String> properties = strings(rules.path("every_component"));
            properties.putAll(strings(component.getValue()));
            components.put(component.getKey(), properties);
        }
        for (String list :
                List.of("containers", "root_only", "form_only", "interactive", "removed_tags", "removed_properties")) {
            Set<String> names = new HashSet<>();
            rules.path(list).forEach(name -> names.add(name.asString()));
            lists.put(list, names);
        }
    }

    /** Is {@code tag} in the rule file's list of that name? */
    boolean in(String list, String tag) {
        return lists.getOrDefault(list, Set.of()).contains(tag);
    }

    /**
     * Checks a whole card.
     *
     * @param visit told each component and its path, outermost first
     */
    void check(JsonNode card, List<CardProblem> problems, BiConsumer<JsonNode, String> visit) {
        if (card.has("elements") || card.has("i18n_elements")) {
            problems.add(
                    new CardProblem(REMOVED, "elements", "card JSON 1.0 keeps its elements at the top, 2.0 in body"));
            return;
        }
        shape("card", card, "", problems, visit);
    }

    private void shape(
            String name, JsonNode node, String path, List<CardProblem> problems, BiConsumer<JsonNode, String> visit) {
        Map<String, String> properties = shapes.get(name);
        if (properties == null) {
            throw new IllegalStateException("the rule file uses the unknown shape " + name);
        }
        properties(properties, node, path, problems, visit);
    }

    private void component(JsonNode node, String path, List<CardProblem> problems, BiConsumer<JsonNode, String> visit) {
        String tag = Json.text(node, "tag");
        if (in("removed_tags", tag)) {
            problems.add(new CardProblem(REMOVED, path, "not support tag: " + tag + " in schema 2.0"));
            return;
        }
        Map<String, String> properties = components.get(tag);
        if (properties == null) {
            problems.add(new CardProblem(UNREADABLE, path, "unknown component tag: '" + tag + "'"));
            return;
        }
        visit.accept(node, path);
        properties(properties, node, path, problems, visit);
    }

    private void properties(
            Map<String, String> allowed,
            JsonNode node,
            String path,
            List<CardProblem> problems,
            BiConsumer<JsonNode, String> visit) {
        if (!node.isObject()) {
            problems.add(new CardProblem(UNREADABLE, path, "must be an object"));
            return;
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String where = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            String type = allowed.get(property.getKey());
            if (type == null) {
                problems.add(unknown(node, property.getKey(), where));
            } else {
                value(type.replace("!", ""), property.getValue(), where, problems, visit);
            }
        }
        for (Map.Entry<String, String> rule : allowed.entrySet()) {
            if (rule.getValue().endsWith("!") && !node.has(rule.getKey())) {
                problems.add(new CardProblem(UNREADABLE, path, "property '" + rule.getKey() + "' is missing"));
            }
        }
    }

    private CardProblem unknown(JsonNode node, String property, String where) {
        boolean oldButtonValue =
                property.equals("value") && Json.text(node, "tag").equals("button");
        if (oldButtonValue || in("removed_properties", property)) {
            return new CardProblem(REMOVED, where, "property '" + property + "' belongs to card JSON 1.0");
        }
        return new CardProblem(UNREADABLE, where, "unknown property, " + property);
    }

    private void value(
            String type, JsonNode value, String where, List<CardProblem> problems, BiConsumer<JsonNode, String> visit) {
        if (type.endsWith("[]")) {
            if (!value.isArray()) {
                problems.add(new CardProblem(UNREADABLE, where, "must be a list"));
                return;
            }
            String each = type.substring(0, type.length() - 2);
            for (int i = 0; i < value.size(); i++) {
                value(each, value.get(i), where + "[" + i + "]", problems, visit);
            }
        } else if (type.equals("element")) {
            component(value, where, problems, visit);
        } else if (type.startsWith("@")) {
            shape(type.substring(1), value, where, problems, visit);
        } else if (!simple(type, value)) {
            problems.add(new CardProblem(UNREADABLE, where, "must be " + type + ", but was " + Json.write(value)));
        }
        if (where.endsWith("color") && value.isString() && value.asString().startsWith("#")) {
            problems.add(new CardProblem(UNREADABLE, where, "hex colours are not accepted"));
        }
    }

    private static boolean simple(String type, JsonNode value) {
        return switch (type) {
            case "any" -> true;
            case "string" -> value.isString();
            case "bool" -> value.isBoolean();
            case "int" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "space" -> value.isString() && SPACE.matcher(value.asString()).matches();
            default ->
                value.isString()
                        && (type.startsWith("=")
                                ? value.asString().equals(type.substring(1))
                                : Arrays.asList(type.split("\\|")).contains(value.asString()));
        };
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> found = new HashMap<>();
        node.properties().forEach(e -> found.put(e.getKey(), e.getValue().asString()));
        return found;
    }

    private static JsonNode read() {
        try (InputStream in = CardShapes.class.getResourceAsStream("/simulator/feishu-card-2.0.json")) {
            if (in == null) {
                throw new IllegalStateException("simulator/feishu-card-2.0.json is not in the jar");
            }
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
