package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One answer as it goes out. */
@SuppressWarnings("ArrayRecordComponent")
record WireResponse(int status, String contentType, Map<String, String> headers, byte[] body) {

    static WireResponse json(int status, JsonNode body) {
        return new WireResponse(status, "application/json; charset=utf-8", Map.of(), Json.bytes(body));
    }

    static WireResponse text(int status, String contentType, String body) {
        return new WireResponse(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static WireResponse bytes(String contentType, byte[] body) {
        return new WireResponse(200, contentType, Map.of(), body);
    }

    WireResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireResponse(status, contentType, more, body);
    }
}
