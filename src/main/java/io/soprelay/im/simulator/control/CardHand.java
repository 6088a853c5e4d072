package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Blocked;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A hand on a card, on any platform: the card as it was looked at, what was typed into it, what came of a press. */
final class CardHand {
    private final Function<String, Optional<ChatMessage>> messages;
    private final PageNews news;
    private final PageWords words;

    /** @param messages of the platform, by their id */
    CardHand(Function<String, Optional<ChatMessage>> messages, PageNews news, PageWords words) {
        this.messages = messages;
        this.news = news;
        this.words = words;
    }

    /**
     * The card as it was when it was looked at; a page that does not say when means now.
     *
     * @throws ControlRefusal when there is no such card, or that version of it is too long ago
     */
    ChatMessage seen(JsonNode body) {
        String messageId = Json.text(body, "messageId");
        ChatMessage now = messages.apply(messageId)
                .filter(ChatMessage::isCard)
                .orElseThrow(() -> new ControlRefusal(404, words.say("no-card")));
        int revision = body.path("revision").asInt(now.revision());
        return revision == now.revision()
                ? now
                : news.version(messageId, revision)
                        .orElseThrow(() -> new ControlRefusal(409, words.say("card-changed")));
    }

    static Map<String, JsonNode> typed(JsonNode body) {
        Map<String, JsonNode> values = new HashMap<>();
        body.path("values").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    /** Presses and says what the phone shows then; how a platform says that a press failed is its own. */
    ObjectNode press(Supplier<ClickResult> act, Function<ClickResult, ObjectNode> failure) {
        long began = System.nanoTime();
        ClickResult result = act.get();
        ObjectNode answer = Json.object().put("blocked", blocked(result));
        answer.setAll(failure.apply(result));
        answer.put("cardChanged", result.cardChanged()).put("millis", (System.nanoTime() - began) / 1_000_000);
        if (result.toast() != null) {
            answer.putObject("toast")
                    .put("type", result.toast().type())
                    .put("content", result.toast().content());
        }
        return answer;
    }

    private String blocked(ClickResult result) {
        Blocked block = result.block();
        return block == null ? "" : words.say("blocked.", block.why(), block.facts());
    }
}
