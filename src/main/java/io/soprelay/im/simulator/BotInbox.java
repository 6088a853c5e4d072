package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people send to the bot: into their chat, and as {@code im.message.receive_v1} to the bot. */
final class BotInbox {
    private final FeishuPlatformConfig config;
    private final Chats chats;
    private final People people;
    private final UploadedMedia media;
    private final EventPusher pusher;
    private final PhoneActs acts;

    BotInbox(
            FeishuPlatformConfig config,
            Chats chats,
            People people,
            UploadedMedia media,
            EventPusher pusher,
            PhoneActs acts) {
        this.config = config;
        this.chats = chats;
        this.people = people;
        this.media = media;
        this.pusher = pusher;
        this.acts = acts;
    }

    Delivery text(SimulatedPerson from, String text, @Nullable String parentId) {
        Marked marked = marked(text);
        return acts.send(
                new PhoneAct.Said(from, text, parentId, null),
                () -> send(
                        from,
                        new Place(from.chatId(), "p2p"),
                        "om_" + Ids.hex(16),
                        "text",
                        marked.content(),
                        text,
                        marked.mentions(),
                        parentId));
    }

    /** Kept in the group; told to the bot only if it is mentioned. */
    Delivery groupText(SimulatedPerson from, FeishuGroup group, String text) {
        return acts.send(new PhoneAct.Said(from, text, null, group), () -> inGroup(from, group, text));
    }

    private Delivery inGroup(SimulatedPerson from, FeishuGroup group, String text) {
        Place place = new Place(group.chatId(), "group");
        String messageId = "om_" + Ids.hex(16);
        if (!text.contains("@" + FeishuPlatform.BOT_NAME)) {
            keep(from, place, messageId, "text", Json.write(Json.object().put("text", text)), null);
            return new Delivery("", "", messageId);
        }
        Marked marked = marked(text);
        return send(from, place, messageId, "text", marked.content(), text, marked.mentions(), null);
    }

    /** Where something is said. */
    private record Place(String chatId, String type) {}

    /** @param content with keys in the place of names */
    private record Marked(String content, ArrayNode mentions) {}

    private Marked marked(String text) {
        ArrayNode mentions = Json.array();
        String marked = text;
        for (Map.Entry<String, String> one : mentionable()) {
            String at = "@" + one.getKey();
            if (marked.contains(at)) {
                String key = "@_user_" + (mentions.size() + 1);
                marked = marked.replace(at, key);
                ObjectNode mention = mentions.addObject().put("key", key);
                mention.putObject("id").put("open_id", one.getValue());
                mention.put("name", one.getKey()).put("tenant_key", config.tenantKey());
            }
        }
        return new Marked(Json.write(Json.object().put("text", marked)), mentions);
    }

    Delivery media(SimulatedPerson from, boolean image, String fileName, byte[] bytes, @Nullable String parentId) {
        String messageId = "om_" + Ids.hex(16);
        UploadedMedia.Item item = media.put(messageId, image, fileName, bytes);
        ObjectNode content = Json.object().put(image ? "image_key" : "file_key", item.key());
        if (!image) {
            content.put("file_name", fileName);
        }
        String written = Json.write(content);
        return acts.send(
                new PhoneAct.SentMedia(from, image, fileName, parentId),
                () -> send(
                        from,
                        new Place(from.chatId(), "p2p"),
                        messageId,
                        image ? "image" : "file",
                        written,
                        null,
                        Json.array(),
                        parentId));
    }

    /** Longest names first, so that a name inside another one is not taken for it. */
    private List<Map.Entry<String, String>> mentionable() {
        List<Map.Entry<String, String>> names = new ArrayList<>();
        names.add(Map.entry(FeishuPlatform.BOT_NAME, ContactApi.botOpenId(config)));
        people.all().forEach(person -> names.add(Map.entry(person.name(), person.openId())));
        names.sort(Comparator.comparing(entry -> -entry.getKey().length()));
        return names;
    }

    private void keep(
            SimulatedPerson from, Place place, String messageId, String type, String shown, @Nullable String parentId) {
        chats.add(new ChatMessage(
                messageId,
                place.chatId(),
                from.openId(),
                type,
                shown,
                parentId,
                1,
                false,
                config.clock().instant()));
    }

    private Delivery send(
            SimulatedPerson from,
            Place place,
            String messageId,
            String type,
            String content,
            @Nullable String shownText,
            ArrayNode mentions,
            @Nullable String parentId) {
        String shown = shownText == null ? content : Json.write(Json.object().put("text", shownText));
        keep(from, place, messageId, type, shown, parentId);
        String now = Long.toString(config.machineClock().millis());
        ObjectNode event = Json.object();
        ObjectNode sender = event.putObject("sender");
        sender.putObject("sender_id").put("open_id", from.openId()).put("union_id", from.unionId());
        sender.put("sender_type", "user").put("tenant_key", config.tenantKey());
        ObjectNode message = event.putObject("message")
                .put("message_id", messageId)
                .put("create_time", now)
                .put("update_time", now)
                .put("chat_id", place.chatId())
                .put("chat_type", place.type())
                .put("message_type", type)
                .put("content", content);
        if (parentId != null) {
            message.put("parent_id", parentId).put("root_id", root(parentId));
        }
        if (!mentions.isEmpty()) {
            message.set("mentions", mentions);
        }
        return pusher.push("im.message.receive_v1", event, messageId);
    }

    private String root(String messageId) {
        String root = messageId;
        String parent = parentOf(root);
        while (parent != null) {
            root = parent;
            parent = parentOf(root);
        }
        return root;
    }

    private @Nullable String parentOf(String messageId) {
        return chats.find(messageId).map(ChatMessage::parentId).orElse(null);
    }
}
