package io.soprelay.im.dingtalk;

import io.soprelay.im.MessageContent;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.dingtalk.DingTalkIncoming.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what a message holds by its type. A mention of the bot is cut out by the platform already. */
final class DingTalkContent {
    private DingTalkContent() {}

    static MessageContent read(String messageType, JsonNode message) {
        JsonNode content = message.path("content");
        return switch (messageType) {
            case "text" ->
                new MessageContent.Text(
                        message.path("text").path("content").asString("").strip());
            case "picture" -> new MessageContent.Files(List.of(picture(content)), "");
            case "file" -> new MessageContent.Files(List.of(file(content)), "");
            case "richText" -> richText(content.path("richText"));
            default -> new MessageContent.Unrecognised(messageType);
        };
    }

    private static MessageContent richText(JsonNode parts) {
        List<Attachment> pictures = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.path("type").asString("").equals("picture")) {
                pictures.add(picture(part));
            } else {
                words.add(part.path("text").asString(""));
            }
        }
        String text = words.stream().collect(Collectors.joining()).strip();
        return pictures.isEmpty() ? new MessageContent.Text(text) : new MessageContent.Files(pictures, text);
    }

    private static Attachment picture(JsonNode picture) {
        return new Attachment(code(picture), true, null);
    }

    private static Attachment file(JsonNode file) {
        String name = file.path("fileName").asString("");
        return new Attachment(code(file), false, name.isBlank() ? null : name);
    }

    private static String code(JsonNode node) {
        String code = node.path("downloadCode").asString("");
        if (code.isBlank()) {
            throw new MalformedEventException("downloadCode is missing");
        }
        return code;
    }
}
