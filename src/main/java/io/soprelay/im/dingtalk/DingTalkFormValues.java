package io.soprelay.im.dingtalk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Form values as the core reads them: a list of texts by control name, empty controls absent. A component sends a text, a
 * number or a boolean, a list of them, or {@code {"index":…,"value":…}} for what was chosen.
 */
final class DingTalkFormValues {
    private DingTalkFormValues() {}

    static Map<String, List<String>> of(JsonNode form) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (form.isObject()) {
            form.properties().forEach(control -> {
                List<String> texts = texts(control.getValue());
                if (!texts.isEmpty()) {
                    values.put(control.getKey(), texts);
                }
            });
        }
        return values;
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .flatMap(element -> texts(element).stream())
                    .toList();
        }
        if (value.isObject()) {
            return value.has("value") ? texts(value.path("value")) : List.of();
        }
        if (value.isNumber()) {
            return List.of(value.decimalValue().toPlainString());
        }
        String text = value.isBoolean() || value.isString() ? value.asString() : "";
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
