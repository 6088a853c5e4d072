package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Chats;
import io.soprelay.im.simulator.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The card instances of the app by their {@code outTrackId}. One instance may lie in several chats: its first message
 * has the {@code outTrackId} for an id, further ones {@code #2}, {@code #3} … behind it. Each message holds the whole
 * instance, so what is on the phones is all there is to remember.
 */
final class CardStore {
    /** The type that {@link ChatMessage#isCard()} knows. */
    static final String TYPE = "interactive";

    private final DingTalkPlatformConfig config;
    private final Chats chats;
    private final Map<String, ObjectNode> undelivered = new HashMap<>();

    CardStore(DingTalkPlatformConfig config, Chats chats) {
        this.config = config;
        this.chats = chats;
    }

    /** False when the id was ever used. */
    synchronized boolean create(String outTrackId, ObjectNode card) {
        if (find(outTrackId).isPresent()) {
            return false;
        }
        undelivered.put(outTrackId, card);
        return true;
    }

    synchronized Optional<ObjectNode> find(String outTrackId) {
        ObjectNode waiting = undelivered.get(outTrackId);
        if (waiting != null) {
            return Optional.of(waiting.deepCopy());
        }
        return chats.find(outTrackId).map(CardStore::card);
    }

    /** Changes the instance wherever it lies; nothing happens when there is none. */
    synchronized void change(String outTrackId, UnaryOperator<ObjectNode> change) {
        undelivered.computeIfPresent(outTrackId, (id, card) -> change.apply(card));
        for (String messageId : messagesOf(outTrackId)) {
            chats.change(messageId, old -> old.withContent(Json.write(change.apply(card(old)))));
        }
    }

    /** Lays the instance into a chat, unless it lies there. */
    synchronized void deliver(String outTrackId, String chatId, List<String> recipients) {
        ObjectNode card = find(outTrackId).orElseThrow();
        List<String> messages = messagesOf(outTrackId);
        if (messages.stream()
                .anyMatch(id -> chats.find(id).orElseThrow().chatId().equals(chatId))) {
            return;
        }
        recipients.forEach(card.putArray("recipients")::add);
        undelivered.remove(outTrackId);
        chats.add(new ChatMessage(
                messages.isEmpty() ? outTrackId : outTrackId + "#" + (messages.size() + 1),
                chatId,
                config.app().robotCode(),
                TYPE,
                Json.write(card),
                null,
                1,
                false,
                config.clock().instant()));
    }

    synchronized void clear() {
        undelivered.clear();
    }

    /** The instance a card message shows. */
    static ObjectNode card(ChatMessage message) {
        return Json.parse(message.content()) instanceof ObjectNode card ? card : Json.object();
    }

    /**
     * The instance with other variables.
     *
     * @param shared new public variables; missing leaves them
     * @param ownOf new private variables by user; empty leaves them
     */
    static ObjectNode changed(
            ObjectNode card, JsonNode shared, boolean sharedByKey, Map<String, JsonNode> ownOf, boolean ownByKey) {
        if (shared.isObject()) {
            lay(card, "cardParamMap", shared, sharedByKey);
        }
        ObjectNode all = card.withObjectProperty("privateData");
        ownOf.forEach((user, variables) -> lay(all, user, variables, ownByKey));
        return card;
    }

    private static void lay(ObjectNode holder, String name, JsonNode variables, boolean byKey) {
        ObjectNode now = byKey ? holder.withObjectProperty(name) : holder.putObject(name);
        variables.properties().forEach(variable -> now.set(variable.getKey(), variable.getValue()));
    }

    private List<String> messagesOf(String outTrackId) {
        List<String> found = new ArrayList<>();
        String id = outTrackId;
        while (chats.find(id).isPresent()) {
            found.add(id);
            id = outTrackId + "#" + (found.size() + 1);
        }
        return found;
    }
}
