package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.UploadedMedia;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A picture or file that a page sends from a phone. */
@SuppressWarnings("ArrayRecordComponent")
record SentFile(String name, byte[] bytes) {
    private static final int BYTES_MAX = 10 * 1024 * 1024;

    /** @throws ControlRefusal for what no phone would send */
    static SentFile of(JsonNode body, boolean picture, PageWords words) {
        byte[] bytes = bytes(Json.text(body, "base64"), words);
        if (bytes.length == 0) {
            throw new ControlRefusal(400, words.say("empty-file"));
        }
        if (bytes.length > BYTES_MAX) {
            throw new ControlRefusal(413, words.say("too-big", BYTES_MAX / (1024 * 1024)));
        }
        if (picture && UploadedMedia.imageType(bytes).isEmpty()) {
            throw new ControlRefusal(400, words.say("not-a-picture"));
        }
        String given = Json.text(body, "fileName").replaceAll("[\\p{Cntrl}/\\\\]", "_");
        return new SentFile(given.isBlank() ? picture ? "picture.png" : "file" : given, bytes);
    }

    private static byte[] bytes(String base64, PageWords words) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new ControlRefusal(400, words.say("not-base64"));
        }
    }
}
