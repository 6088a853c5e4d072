package io.soprelay.chat.view;

import io.soprelay.codec.Sha256;
import io.soprelay.im.Card;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether two cards show the same. */
public final class CardFingerprint {
    /** Half a SHA-256: two cards of one person never meet by chance. */
    private static final int BYTES = 16;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CardFingerprint() {}

    /** 32 hexadecimal digits over the card's deterministic JSON. */
    public static String of(Card card) {
        return Sha256.hex(JSON.writeValueAsBytes(card), BYTES);
    }
}
