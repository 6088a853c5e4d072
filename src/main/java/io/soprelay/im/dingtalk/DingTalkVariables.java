package io.soprelay.im.dingtalk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Variables of a card. Each value goes out as a text; this is the only place that makes one of anything else. */
final class DingTalkVariables {
    private final Map<String, String> values = new LinkedHashMap<>();

    DingTalkVariables text(String name, String text) {
        values.put(name, text);
        return this;
    }

    DingTalkVariables flag(String name, boolean flag) {
        return text(name, Boolean.toString(flag));
    }

    DingTalkVariables json(String name, JsonNode tree) {
        return text(name, DingTalkJson.MAPPER.writeValueAsString(tree));
    }

    DingTalkVariables all(Map<String, String> more) {
        values.putAll(more);
        return this;
    }

    Map<String, String> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
