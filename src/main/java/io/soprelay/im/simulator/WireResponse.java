package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One answer as it goes out.
 *
 * @param stream writes the body piece by piece and stays as long as it likes; null when {@code body} is all
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireResponse(
        int status,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        @Nullable Stream stream) {

    /** A body without an end known beforehand; what it writes leaves at each flush. */
    @FunctionalInterface
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    public static WireResponse json(int status, JsonNode body) {
        return new WireResponse(status, "application/json; charset=utf-8", Map.of(), Json.bytes(body), null);
    }

    public static WireResponse text(int status, String contentType, String body) {
        return new WireResponse(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8), null);
    }

    public static WireResponse bytes(String contentType, byte[] body) {
        return new WireResponse(200, contentType, Map.of(), body, null);
    }

    public static WireResponse stream(String contentType, Stream stream) {
        return new WireResponse(200, contentType, Map.of(), new byte[0], stream);
    }

    public WireResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireResponse(status, contentType, more, body, stream);
    }
}
