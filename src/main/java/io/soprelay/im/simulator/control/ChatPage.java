package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a chat: the newest messages, or those before a known one. */
final class ChatPage {
    private static final int LIMIT = 40;
    private static final int LIMIT_MAX = 200;

    private ChatPage() {}

    /**
     * @param chat oldest first
     * @throws ControlRefusal when the message to end before is not there
     */
    static WireResponse of(
            List<ChatMessage> chat, WireRequest request, PageWords words, Function<ChatMessage, ObjectNode> shape) {
        String before = request.queryValue("before");
        int end = before.isEmpty() ? chat.size() : position(chat, before, words);
        int start = Math.max(0, end - limit(request.queryValue("limit")));
        ObjectNode page = Json.object();
        ArrayNode shown = page.putArray("messages");
        chat.subList(start, end).forEach(message -> shown.add(shape.apply(message)));
        return WireResponse.json(200, page.put("more", start > 0)).withHeader("Cache-Control", "no-store");
    }

    private static int position(List<ChatMessage> chat, String messageId, PageWords words) {
        for (int i = 0; i < chat.size(); i++) {
            if (chat.get(i).id().equals(messageId)) {
                return i;
            }
        }
        throw new ControlRefusal(404, words.say("no-message"));
    }

    private static int limit(String asked) {
        return asked.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(asked), 1, LIMIT_MAX) : LIMIT;
    }
}
