package io.soprelay.im.dingtalk;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The mapper for everything that comes from or goes to the platform: at most 20 levels deep. */
final class DingTalkJson {
    /** The deepest real object has 6 levels; more than 20 is somebody trying to exhaust the stack. */
    private static final int DEPTH_MAX = 20;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DingTalkJson() {}

    /** What came in, if it is one object and nothing else; null if it is not. */
    static @Nullable JsonNode object(byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            return tree.isObject() ? tree : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
