package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.dingtalk.CardFace;
import io.soprelay.im.simulator.dingtalk.DingTalkCard;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The things of the simulated DingTalk as the page gets them. Text, pictures and files have the same shape as Feishu's; a
 * card is the variables of its template as this person has them, and the page lays them out.
 */
final class DingTalkShapes {
    /** What a person is called on the page beside the same person on Feishu. */
    static final String PREFIX = "dingtalk:";

    private final DingTalkPlatform platform;
    private final FaultSwitches<DingTalkFaults.Kind> faults;
    private final PageWords words;

    DingTalkShapes(DingTalkPlatform platform, PageWords words) {
        this.platform = platform;
        // Without the silent Stream, which no new connection would mend: a button makes those that are open deaf.
        this.faults = new FaultSwitches<>(platform.faults(), kind -> kind != DingTalkFaults.Kind.SILENT_STREAM, words);
        this.words = words;
    }

    ObjectNode person(DingTalkPerson person) {
        List<ChatMessage> chat = person.messages();
        ObjectNode shape = Json.object()
                .put("name", PREFIX + person.name())
                .put("userId", person.userId())
                .put("reachable", platform.reachable(person))
                .put("count", chat.size());
        if (!chat.isEmpty()) {
            ChatMessage last = chat.getLast();
            shape.set("last", last(person, last));
        }
        return shape;
    }

    /** The newest message of a chat, as the chat list shows it. */
    ObjectNode last(DingTalkPerson person, ChatMessage message) {
        return Json.object().put("text", inList(person, message)).put("at", Moments.written(message.sentAt()));
    }

    ObjectNode message(DingTalkPerson person, ChatMessage message) {
        JsonNode content = Json.parse(message.content());
        ObjectNode shape = Json.object()
                .put("id", message.id())
                .put("mine", message.sender().equals(person.userId()))
                .put("type", type(message))
                .put("revision", message.revision())
                .put("sentAt", Moments.written(message.sentAt()));
        platform.people().stream()
                .filter(other -> other != person && other.userId().equals(message.sender()))
                .forEach(other -> shape.put("from", other.name()));
        switch (type(message)) {
            case "card" -> shape.set("content", card(person.cardAs(message)));
            case "image" -> shape.putObject("content").put("image_key", Json.text(content, "key"));
            case "file" ->
                shape.putObject("content")
                        .put("file_key", Json.text(content, "key"))
                        .put("file_name", Json.text(content, "fileName"));
            default -> shape.putObject("content").put("text", person.textOf(message));
        }
        return shape;
    }

    FaultSwitches<DingTalkFaults.Kind> faults() {
        return faults;
    }

    private ObjectNode card(DingTalkCard card) {
        CardFace face = card.face();
        ObjectNode shape = Json.object()
                .put("templateId", card.templateId())
                .put("summary", card.summary())
                .put("title", face.title());
        if (platform.published(card.templateId())) {
            shape.put("template", "task").set("variables", face.variables());
        } else if (DingTalkPlatform.isBuiltIn(card.templateId())) {
            shape.put("template", "built-in").set("texts", PageShapes.texts(face.texts()));
            ArrayNode buttons = shape.putArray("buttons");
            face.buttons()
                    .forEach(button -> buttons.addObject()
                            .put("id", button.id())
                            .put("label", button.label())
                            .put("calls", button.calls()));
        } else {
            shape.put("template", "unknown");
        }
        return shape;
    }

    private static String type(ChatMessage message) {
        return switch (message.type()) {
            case "interactive" -> "card";
            case "picture" -> "image";
            case "file" -> "file";
            default -> "text";
        };
    }

    /** As the chat list shows it. */
    private String inList(DingTalkPerson person, ChatMessage message) {
        return switch (type(message)) {
            case "card" -> {
                DingTalkCard card = person.cardAs(message);
                String line = card.summary().isEmpty() ? card.title() : card.summary();
                yield line.isEmpty() ? words.say("last.card") : line;
            }
            case "image" -> words.say("last.image");
            case "file" -> words.say("last.file", Json.text(Json.parse(message.content()), "fileName"));
            default -> person.textOf(message);
        };
    }
}
