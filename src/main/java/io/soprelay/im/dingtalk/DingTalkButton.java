package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a button carries: the action's id and parameters, as JSON in a variable of the card, or packed into the button's id
 * where a template has no such variable.
 *
 * @param confirm the question that has to be answered by a second press; null for none. The platform cannot ask
 * @param hint what the card's error line says while nothing was refused, so that it can say it again; null for nothing
 * @param besideForm whether a form is on its card, which any change of the card would empty, and the button sends none of it
 */
record DingTalkButton(
        String actionId,
        Map<String, String> params,
        @Nullable String confirm,
        @Nullable String hint,
        boolean besideForm) {
    /** Reserved keys of {@link #param()}; parameters may not use them. */
    private static final String ACTION_KEY = "action";

    private static final String CONFIRM_KEY = "_confirm";
    private static final String HINT_KEY = "_hint";
    private static final String BESIDE_KEY = "_beside";
    private static final String FORM = "form";
    private static final String PACKED = "a_";

    DingTalkButton {
        params = Map.copyOf(params);
        for (String reserved : List.of(ACTION_KEY, CONFIRM_KEY, HINT_KEY, BESIDE_KEY)) {
            if (params.containsKey(reserved)) {
                throw new IllegalArgumentException(
                        "A parameter of action %s may not be called %s".formatted(actionId, reserved));
            }
        }
    }

    /** @param hint of the card the button is on */
    static DingTalkButton of(Card.Action action, @Nullable String hint) {
        return new DingTalkButton(action.id(), action.params(), action.confirm(), hint, false);
    }

    /** The same on a card with a form that it is no part of. */
    DingTalkButton besideTheForm() {
        return new DingTalkButton(actionId, params, confirm, hint, true);
    }

    /** The same after the person has said yes. */
    DingTalkButton confirmed() {
        return new DingTalkButton(actionId, params, null, hint, besideForm);
    }

    /** JSON text, strings only. */
    String param() {
        ObjectNode param = JsonNodeFactory.instance.objectNode().put(ACTION_KEY, actionId);
        new TreeMap<>(params).forEach(param::put);
        if (confirm != null) {
            param.put(CONFIRM_KEY, confirm);
        }
        if (hint != null) {
            param.put(HINT_KEY, hint);
        }
        if (besideForm) {
            param.put(BESIDE_KEY, FORM);
        }
        return DingTalkJson.MAPPER.writeValueAsString(param);
    }

    /** An id of letters, digits, {@code -} and {@code _} from which everything can be read back. */
    String packed() {
        return PACKED
                + Base64.getUrlEncoder().withoutPadding().encodeToString(param().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a press back; empty if this bot did not make the button.
     *
     * @param param what the component sent as its {@code param}: our JSON text, or the object it is
     * @param componentId the pressed component, which may be packed
     */
    static Optional<DingTalkButton> read(JsonNode param, String componentId) {
        try {
            if (param.isString() && !param.stringValue().isBlank()) {
                return fromJson(DingTalkJson.MAPPER.readTree(param.stringValue()));
            }
            if (param.isObject()) {
                return fromJson(param);
            }
            return componentId.startsWith(PACKED)
                    ? fromJson(DingTalkJson.MAPPER.readTree(
                            Base64.getUrlDecoder().decode(componentId.substring(PACKED.length()))))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<DingTalkButton> fromJson(JsonNode param) {
        Map<String, String> params = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : param.properties()) {
            if (!property.getValue().isString()) {
                return Optional.empty();
            }
            params.put(property.getKey(), property.getValue().stringValue());
        }
        String actionId = params.remove(ACTION_KEY);
        String confirm = params.remove(CONFIRM_KEY);
        String hint = params.remove(HINT_KEY);
        boolean besideForm = FORM.equals(params.remove(BESIDE_KEY));
        return actionId == null || actionId.isBlank()
                ? Optional.empty()
                : Optional.of(new DingTalkButton(actionId, params, confirm, hint, besideForm));
    }
}
