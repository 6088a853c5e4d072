package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The cards of the last minutes as they were: somebody may press one while it changes. Safe for many threads. */
final class CardVersions {
    private static final int KEPT_MAX = 100;

    private final Map<String, ChatMessage> kept = new LinkedHashMap<>();

    synchronized void note(ChatMessage message) {
        if (message.isCard()) {
            kept.put(key(message.id(), message.revision()), message);
            if (kept.size() > KEPT_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    synchronized Optional<ChatMessage> find(String messageId, int revision) {
        return Optional.ofNullable(kept.get(key(messageId, revision)));
    }

    synchronized void clear() {
        kept.clear();
    }

    private static String key(String messageId, int revision) {
        return messageId + "#" + revision;
    }
}
