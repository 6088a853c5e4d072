package io.soprelay.im.dingtalk;

import io.soprelay.im.MessageContent;
import io.soprelay.im.MessageContent.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            case "picture" -> files(picture(content), messageType);
            case "file" -> files(file(content), messageType);
            case "richText" -> richText(content.path("richText"));
            default -> new MessageContent.Unrecognised(messageType);
        };
    }

    /** What cannot be fetched is answered as what cannot be read is: silence would look like a picture that arrived. */
    private static MessageContent files(Optional<Attachment> file, String messageType) {
        return file.<MessageContent>map(known -> new MessageContent.Files(List.of(known), ""))
                .orElseGet(() -> new MessageContent.Unrecognised(messageType));
    }

    private static MessageContent richText(JsonNode parts) {
        List<Attachment> pictures = new ArrayList<>();
        List<String> words = new ArrayList<>();
        boolean unreadable = false;
        for (JsonNode part : parts) {
            if (part.path("type").asString("").equals("picture")) {
                Optional<Attachment> picture = picture(part);
                picture.ifPresent(pictures::add);
                unreadable |= picture.isEmpty();
            } else {
                words.add(part.path("text").asString(""));
            }
        }
        String text = words.stream().collect(Collectors.joining()).strip();
        if (unreadable && pictures.isEmpty()) {
            return new MessageContent.Unrecognised("richText");
        }
        return pictures.isEmpty() ? new MessageContent.Text(text) : new MessageContent.Files(pictures, text);
    }

    private static Optional<Attachment> picture(JsonNode picture) {
        return code(picture).map(code -> new Attachment(code, true, null));
    }

    private static Optional<Attachment> file(JsonNode file) {
        String name = file.path("fileName").asString("");
        return code(file).map(code -> new Attachment(code, false, name.isBlank() ? null : name));
    }

    /** Both names are documented for pictures; either fetches it. */
    private static Optional<String> code(JsonNode node) {
        return Stream.of("downloadCode", "pictureDownloadCode")
                .map(name -> node.path(name).asString(""))
                .filter(code -> !code.isBlank())
                .findFirst();
    }
}
