package io.soprelay.im.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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

    /** Path and query as they are called, in the form {@code /path?name=value}. */
    public String target() {
        StringJoiner pairs = new StringJoiner("&");
        query.forEach((name, values) -> values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
        return query.isEmpty() ? path : path + "?" + pairs;
    }

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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
