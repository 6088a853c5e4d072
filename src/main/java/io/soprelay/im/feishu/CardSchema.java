package io.soprelay.im.feishu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which properties each part of a JSON 2.0 card may have, as data: {@code card-schema.json}. Thread safe.
 *
 * <p>A property's kind is {@code string}, {@code boolean}, {@code number}, {@code object} (anything inside), {@code
 * strings} (an object of texts), {@code elements}, {@code columns}, the name of a type, {@code [kind]} for a list, or
 * the allowed words joined by {@code |}; a {@code !} at the end means it must be there.
 */
final class CardSchema {
    private final Map<String, Map<String, String>> types;
    private final Map<String, Map<String, String>> components;
    private final Set<String> leftovers = new HashSet<>();

    CardSchema() {
        JsonNode data = read();
        types = properties(data.get("types"));
        components = properties(data.get("components"));
        data.get("leftovers").forEach(word -> leftovers.add(word.stringValue()));
    }

    /** What is wrong with the shape of a whole card, each with its path; empty if nothing is. */
    List<String> problems(JsonNode card) {
        List<String> problems = new ArrayList<>();
        checkProperties(card, "card", Objects.requireNonNull(types.get("card")), "card", problems);
        return problems;
    }

    private void check(JsonNode node, String kind, String path, List<String> problems) {
        boolean fits = switch (kind) {
            case "string" -> node.isString();
            case "boolean" -> node.isBoolean();
            case "number" -> node.isNumber();
            case "object" -> node.isObject();
            case "strings" -> node.isObject() && node.valueStream().allMatch(JsonNode::isString);
            case "elements", "columns" -> checkComponents(node, kind.equals("columns"), path, problems);
            default -> checkNamed(node, kind, path, problems);
        };
        if (!fits) {
            problems.add("%s must be %s".formatted(path, kind));
        }
    }

    private boolean checkNamed(JsonNode node, String kind, String path, List<String> problems) {
        if (kind.startsWith("[")) {
            String inner = kind.substring(1, kind.length() - 1);
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                check(node.get(i), inner, path + "[" + i + "]", problems);
            }
            return node.isArray();
        }
        Map<String, String> type = types.get(kind);
        if (type == null) {
            return node.isString() && Arrays.asList(kind.split("\\|")).contains(node.stringValue());
        }
        if (node.isObject()) {
            checkProperties(node, kind, type, path, problems);
        }
        return node.isObject();
    }

    private boolean checkComponents(JsonNode node, boolean columns, String path, List<String> problems) {
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            JsonNode child = node.get(i);
            String where = path + "[" + i + "]";
            String tag = child.path("tag").asString("");
            Map<String, String> component = components.get(tag);
            if (component == null || columns != tag.equals("column")) {
                problems.add("%s: there is no '%s' here in JSON 2.0%s".formatted(where, tag, hint(tag)));
            } else {
                checkProperties(child, tag, component, where, problems);
            }
        }
        return node.isArray();
    }

    private void checkProperties(
            JsonNode node, String owner, Map<String, String> allowed, String path, List<String> problems) {
        boolean isComponent = components.containsKey(owner) && !types.containsKey(owner);
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = property.getKey();
            String kind = allowed.get(name);
            if (kind != null) {
                check(property.getValue(), withoutMark(kind), path + "." + name, problems);
            } else if (!(isComponent && name.equals("tag"))) {
                problems.add("%s: %s has no property '%s'%s".formatted(path, owner, name, hint(name)));
            }
        }
        allowed.forEach((name, kind) -> {
            if (kind.endsWith("!") && !node.has(name)) {
                problems.add("%s: %s needs '%s'".formatted(path, owner, name));
            }
        });
    }

    private String hint(@Nullable String word) {
        return leftovers.contains(word) ? " (a leftover of JSON 1.0)" : "";
    }

    private static String withoutMark(String kind) {
        return kind.endsWith("!") ? kind.substring(0, kind.length() - 1) : kind;
    }

    private static Map<String, Map<String, String>> properties(JsonNode data) {
        Map<String, Map<String, String>> byOwner = new LinkedHashMap<>();
        data.properties().forEach(owner -> {
            Map<String, String> kinds = new LinkedHashMap<>();
            owner.getValue()
                    .properties()
                    .forEach(kind -> kinds.put(kind.getKey(), kind.getValue().stringValue()));
            byOwner.put(owner.getKey(), kinds);
        });
        return byOwner;
    }

    private static JsonNode read() {
        try (InputStream resource = CardSchema.class.getResourceAsStream("card-schema.json")) {
            return FeishuJson.CARDS.readTree(Objects.requireNonNull(resource, "card-schema.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read card-schema.json", unreadable);
        }
    }
}
