package io.soprelay.im.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON tree with four directives, worked on the parsed tree so that data can never become structure:
 *
 * <ul>
 *   <li>{@code {"$value": "path"}} becomes the model's value; a null leaves the property or array element out.
 *   <li>{@code "$if": "path"} or {@code "!path"} beside other properties keeps the object only if the value is there:
 *       not null, not false, not empty.
 *   <li>{@code "$each": "path"} beside other properties, in an array, makes one copy for each element of the list, which
 *       the copy sees as {@code it}.
 *   <li>{@code {"$include": "_fragment"}} becomes the fragment, in the same scope; a fragment that is an array is spliced
 *       into the array around it.
 * </ul>
 *
 * A path is names joined by dots, from the model's root or from {@code it}. A name that the model does not have is an
 * error, not a blank: a typing mistake must not silently lose a part of the card. On one object {@code $each} is worked
 * before {@code $if}. Immutable.
 */
final class CardTemplate {
    private static final String VALUE = "$value";
    private static final String IF = "$if";
    private static final String EACH = "$each";
    private static final String INCLUDE = "$include";
    private static final Set<String> DIRECTIVES = Set.of(VALUE, IF, EACH, INCLUDE);
    private static final Pattern PATH = Pattern.compile("[A-Za-z]+(\\.[A-Za-z]+)*");
    private static final Pattern CONDITION = Pattern.compile("!?" + PATH);
    private static final Pattern FRAGMENT = Pattern.compile("_[a-z-]+");
    private static final String ITEM = "it";

    private final String name;
    private final JsonNode tree;

    CardTemplate(String name, JsonNode tree) {
        this.name = name;
        this.tree = tree;
    }

    /** The fragments this template includes. */
    Set<String> includes() {
        Set<String> found = new TreeSet<>();
        tree.findValues(INCLUDE).forEach(include -> found.add(include.asString("")));
        return found;
    }

    /** Everything wrong with the directives themselves, each with the template's name; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(tree, problems);
        return problems;
    }

    /**
     * Fills the template. Call only if {@link #problems()} is empty and includes do not run in a circle.
     *
     * @param fragments finds an included template by its name
     * @throws IllegalArgumentException if a path is not in the model, a list is asked of something else, or more than one
     *     thing would have to stand where one can
     */
    JsonNode render(JsonNode model, Function<String, CardTemplate> fragments) {
        return one(expand(tree, new Scope(model, null, fragments)), name);
    }

    private record Scope(JsonNode root, @Nullable JsonNode item, Function<String, CardTemplate> fragments) {
        Scope of(JsonNode element) {
            return new Scope(root, element, fragments);
        }
    }

    private List<JsonNode> expand(JsonNode node, Scope scope) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.addAll(expand(element, scope)));
            return List.of(array);
        }
        if (!(node instanceof ObjectNode object)) {
            return List.of(node);
        }
        JsonNode each = object.get(EACH);
        if (each == null) {
            return expandOnce(object, scope);
        }
        JsonNode list = resolve(each.stringValue(), scope);
        if (!list.isArray()) {
            throw new IllegalArgumentException("%s: $each %s is not a list".formatted(name, each.stringValue()));
        }
        List<JsonNode> copies = new ArrayList<>();
        list.forEach(element -> copies.addAll(expandOnce(object, scope.of(element))));
        return copies;
    }

    private List<JsonNode> expandOnce(ObjectNode object, Scope scope) {
        JsonNode condition = object.get(IF);
        if (condition != null && !holds(condition.stringValue(), scope)) {
            return List.of();
        }
        JsonNode value = object.get(VALUE);
        if (value != null) {
            JsonNode found = resolve(value.stringValue(), scope);
            return found.isNull() ? List.of() : List.of(found);
        }
        JsonNode include = object.get(INCLUDE);
        if (include != null) {
            CardTemplate fragment = scope.fragments().apply(include.stringValue());
            List<JsonNode> parts = fragment.expand(fragment.tree, scope);
            return fragment.tree.isArray() ? elements(parts.getFirst()) : parts;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            List<JsonNode> parts =
                    DIRECTIVES.contains(property.getKey()) ? List.of() : expand(property.getValue(), scope);
            if (!parts.isEmpty()) {
                copy.set(property.getKey(), one(parts, name + "." + property.getKey()));
            }
        }
        return List.of(copy);
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static JsonNode one(List<JsonNode> parts, String where) {
        if (parts.size() != 1) {
            throw new IllegalArgumentException(
                    "%s: one thing can stand here, but there are %d".formatted(where, parts.size()));
        }
        return parts.getFirst();
    }

    private boolean holds(String condition, Scope scope) {
        boolean negated = condition.startsWith("!");
        JsonNode found = resolve(negated ? condition.substring(1) : condition, scope);
        boolean there = !found.isNull()
                && !(found.isBoolean() && !found.booleanValue())
                && !(found.isString() && found.stringValue().isEmpty())
                && !(found.isContainer() && found.isEmpty());
        return there != negated;
    }

    private JsonNode resolve(String path, Scope scope) {
        JsonNode found = scope.root();
        for (String step : path.split("\\.")) {
            JsonNode item = scope.item();
            boolean isItem = found == scope.root() && step.equals(ITEM) && item != null;
            JsonNode next = isItem ? item : found.get(step);
            if (next == null) {
                throw new IllegalArgumentException("%s: the model has no '%s' (%s)".formatted(name, path, step));
            }
            found = next;
        }
        return found;
    }

    private void check(JsonNode node, List<String> problems) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> checkProperty(object, property, problems));
        }
        node.forEach(child -> check(child, problems));
    }

    private void checkProperty(ObjectNode object, Map.Entry<String, JsonNode> property, List<String> problems) {
        String key = property.getKey();
        if (!key.startsWith("$")) {
            return;
        }
        String argument = property.getValue().asString("");
        boolean alone = object.propertyNames().stream().allMatch(other -> other.equals(key) || isGuard(other));
        if (!DIRECTIVES.contains(key)) {
            problems.add("%s: unknown directive %s; there are %s".formatted(name, key, new TreeSet<>(DIRECTIVES)));
        } else if (!shapeOf(key).matcher(argument).matches()) {
            problems.add("%s: %s cannot be '%s'".formatted(name, key, argument));
        } else if (!isGuard(key) && !alone) {
            problems.add("%s: %s must stand alone, but has %s beside it"
                    .formatted(name, key, new TreeSet<>(object.propertyNames())));
        }
    }

    private static boolean isGuard(String key) {
        return key.equals(IF) || key.equals(EACH);
    }

    private static Pattern shapeOf(String directive) {
        return switch (directive) {
            case IF -> CONDITION;
            case INCLUDE -> FRAGMENT;
            default -> PATH;
        };
    }
}
