package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.media.MediaId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A card template that exists on the platform, and the variables that fill it. Thread safe. */
interface DingTalkTemplate {
    /** The platform's id of it. */
    String id();

    /** All variables of a card; a part that is not there is empty, never absent. */
    Map<String, String> of(Card card, Function<MediaId, Optional<String>> mediaIds);

    /**
     * The variables that say a sentence on a card that otherwise stays as it is, or that was filled by {@link #of}.
     *
     * @param toast what the person hears
     * @param hint what the card's error line says while nothing was refused; null for nothing
     */
    Map<String, String> saying(Toast toast, @Nullable String hint);

    /**
     * The variables that make a pressed component ask its question: pressed once more, it acts.
     *
     * @param form the form as the person left it; missing if the press brought none
     */
    Map<String, String> asking(String componentId, DingTalkButton button, JsonNode form);

    /** The variables that put a form back as the person left it; empty if the template has no forms. */
    Map<String, String> asLeft(JsonNode form);
}
