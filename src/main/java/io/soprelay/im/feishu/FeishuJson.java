package io.soprelay.im.feishu;

import io.soprelay.im.feishu.FeishuWire.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The mapper for everything that comes from or goes to the platform: snake case, at most 20 levels deep. */
final class FeishuJson {
    /** The deepest real event has 7 levels; more than 20 is somebody trying to exhaust the stack. */
    private static final int DEPTH_MAX = 20;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** For trees of our own making: templates and cards, which nest deeper than anything that may come in. */
    static final JsonMapper CARDS = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private FeishuJson() {}

    /**
     * What the platform pushes.
     *
     * @return null for the word {@code null}, which is JSON and no envelope
     * @throws tools.jackson.core.JacksonException if it is no JSON, too deep, or no envelope either
     */
    static @Nullable Envelope envelope(byte[] json) {
        return MAPPER.readValue(json, Envelope.class);
    }
}
