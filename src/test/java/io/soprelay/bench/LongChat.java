package io.soprelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the longest chat that the simulator remembers as long as wanted, of messages that were in it. */
final class LongChat {
    private static final JsonMapper JSON = new JsonMapper();

    private LongChat() {}

    /** @param phones the file in which the simulator remembers what was on the phones; no simulator may be using it */
    static void write(Path phones, int messages) throws IOException {
        Map<String, Map<String, JsonNode>> chats = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(phones));
        for (String line : lines) {
            if (!line.isBlank()) {
                JsonNode message = JSON.readTree(line);
                if (message.has("chatId")) {
                    chats.computeIfAbsent(message.get("chatId").asString(), chat -> new LinkedHashMap<>())
                            .put(message.get("id").asString(), message);
                }
            }
        }
        List<JsonNode> longest = chats.values().stream()
                .max(Comparator.comparingInt(Map::size))
                .map(chat -> List.copyOf(chat.values()))
                .orElseThrow(() -> new IOException("Nothing was said in " + phones));
        for (int i = longest.size(); i < messages; i++) {
            ObjectNode copy = longest.get(i % longest.size()).deepCopy().asObject();
            copy.put("id", "om_long_" + i).putNull("parentId");
            lines.add(copy.toString());
        }
        Files.write(phones, lines);
    }
}
