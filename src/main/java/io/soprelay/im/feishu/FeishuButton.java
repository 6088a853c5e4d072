package io.soprelay.im.feishu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a button carries: the action's id and parameters, twice. Once as the callback's {@code value}, once in the button's
 * {@code name}, because some clients return a submit button's name but not its value.
 */
record FeishuButton(String actionId, Map<String, String> params) {
    /** Reserved key of {@link #value()}; parameters may not use it. */
    private static final String ACTION_KEY = "_action";

    private static final String NAME_PREFIX = "b";
    private static final String SEPARATOR = "\u0000";

    FeishuButton {
        params = Map.copyOf(params);
        if (params.containsKey(ACTION_KEY)) {
            throw new IllegalArgumentException(
                    "A parameter of action " + actionId + " may not be called " + ACTION_KEY);
        }
    }

    /** The callback's value: strings only, because the platform's own libraries turn numbers into fractions. */
    ObjectNode value() {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put(ACTION_KEY, actionId);
        new TreeMap<>(params).forEach(value::put);
        return value;
    }

    /**
     * A name from which everything can be read back, made of letters, digits, {@code -} and {@code _}.
     *
     * @param index makes equal buttons of one card differ
     */
    String name(int index) {
        List<String> parts = new ArrayList<>();
        parts.add(actionId);
        new TreeMap<>(params).forEach((key, text) -> {
            parts.add(key);
            parts.add(text);
        });
        byte[] packed = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return NAME_PREFIX + index + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(packed);
    }

    /** Reads a press back from its value, or from the button's name; empty if this bot did not make the button. */
    static Optional<FeishuButton> read(@Nullable JsonNode value, @Nullable String name) {
        Optional<FeishuButton> fromValue = fromValue(value);
        return fromValue.isPresent() || name == null ? fromValue : fromName(name);
    }

    private static Optional<FeishuButton> fromValue(@Nullable JsonNode value) {
        if (value == null || !value.isObject()) {
            return Optional.empty();
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            if (!property.getValue().isString()) {
                return Optional.empty();
            }
            params.put(property.getKey(), property.getValue().stringValue());
        }
        String actionId = params.remove(ACTION_KEY);
        return actionId == null || actionId.isBlank()
                ? Optional.empty()
                : Optional.of(new FeishuButton(actionId, params));
    }

    private static Optional<FeishuButton> fromName(String name) {
        int separator = name.indexOf('_');
        if (!name.startsWith(NAME_PREFIX) || separator < 0) {
            return Optional.empty();
        }
        try {
            byte[] packed = Base64.getUrlDecoder().decode(name.substring(separator + 1));
            String[] parts = new String(packed, StandardCharsets.UTF_8).split(SEPARATOR, -1);
            Map<String, String> params = new LinkedHashMap<>();
            for (int i = 1; i + 1 < parts.length; i += 2) {
                params.put(parts[i], parts[i + 1]);
            }
            boolean whole = parts.length % 2 == 1 && !parts[0].isBlank() && !params.containsKey(ACTION_KEY);
            return whole ? Optional.of(new FeishuButton(parts[0], params)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
