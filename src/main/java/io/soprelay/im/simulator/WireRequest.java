package io.soprelay.im.simulator;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One call as it came in.
 *
 * @param query decoded, in order, per name
 * @param headers names in lower case
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String queryValue(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        return Json.parse(body);
    }
}
