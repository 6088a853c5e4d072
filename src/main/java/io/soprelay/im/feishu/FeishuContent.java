package io.soprelay.im.feishu;

import io.soprelay.im.MessageContent;
import io.soprelay.im.MessageContent.Attachment;
import io.soprelay.im.feishu.FeishuIncoming.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code content} of a message, which is JSON in a string, by the message's type. */
final class FeishuContent {
    private final List<String> botKeys;

    /** @param botKeys the placeholders of our own mentions; they are cut out of the text */
    FeishuContent(List<String> botKeys) {
        this.botKeys = botKeys;
    }

    MessageContent read(String messageType, @Nullable String content) {
        return switch (messageType) {
            case "text" ->
                new MessageContent.Text(withoutBot(parse(content).path("text").asString("")));
            case "image" -> new MessageContent.Files(List.of(image(parse(content))), "");
            case "file", "media" -> new MessageContent.Files(List.of(file(parse(content))), "");
            case "post" -> post(parse(content));
            default -> new MessageContent.Unrecognised(messageType);
        };
    }

    private MessageContent post(JsonNode post) {
        List<Attachment> attachments = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String title = post.path("title").asString("");
        if (!title.isBlank()) {
            lines.add(title);
        }
        for (JsonNode paragraph : post.path("content")) {
            StringBuilder line = new StringBuilder();
            for (JsonNode part : paragraph) {
                switch (part.path("tag").asString("")) {
                    case "img" -> attachments.add(image(part));
                    case "media" -> attachments.add(file(part));
                    case "at" -> line.append(part.path("user_id").asString(""));
                    default -> line.append(part.path("text").asString(""));
                }
            }
            lines.add(line.toString());
        }
        String text = withoutBot(String.join("\n", lines));
        return attachments.isEmpty() ? new MessageContent.Text(text) : new MessageContent.Files(attachments, text);
    }

    private static Attachment image(JsonNode image) {
        return new Attachment(key(image, "image_key"), true, null);
    }

    private static Attachment file(JsonNode file) {
        String name = file.path("file_name").asString("");
        return new Attachment(key(file, "file_key"), false, name.isBlank() ? null : name);
    }

    private static String key(JsonNode node, String name) {
        String key = node.path(name).asString("");
        if (key.isBlank()) {
            throw new MalformedEventException("content." + name + " is missing");
        }
        return key;
    }

    private String withoutBot(String text) {
        String rest = text;
        for (String key : botKeys) {
            // "@_user_1" must not eat the front of "@_user_10".
            rest = rest.replaceAll(Pattern.quote(key) + "(?!\\d)[ \\u3000]?", "");
        }
        return rest.strip();
    }

    private static JsonNode parse(@Nullable String content) {
        if (content == null) {
            throw new MalformedEventException("message.content is missing");
        }
        return FeishuJson.MAPPER.readTree(content);
    }
}
