package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Chats;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.PhoneAct;
import io.soprelay.im.simulator.PhoneActs;
import io.soprelay.im.simulator.UploadedMedia;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people write: into the chat, and to the robot as its message callback. */
final class BotInbox {
    private final DingTalkPlatformConfig config;
    private final Chats chats;
    private final UploadedMedia media;
    private final SentFiles files;
    private final RobotApi robot;
    private final BotWay way;
    private final Quota quota;
    private final PhoneActs acts;
    private final Supplier<URI> base;

    BotInbox(
            DingTalkPlatformConfig config,
            Chats chats,
            UploadedMedia media,
            SentFiles files,
            RobotApi robot,
            BotWay way,
            Quota quota,
            PhoneActs acts,
            Supplier<URI> base) {
        this.config = config;
        this.chats = chats;
        this.media = media;
        this.files = files;
        this.robot = robot;
        this.way = way;
        this.quota = quota;
        this.acts = acts;
        this.base = base;
    }

    /** A private text to the robot. */
    Delivery text(DingTalkPerson from, String text) {
        return acts.send(new PhoneAct.Said(from, text, null, null), () -> alone(from, text));
    }

    private Delivery alone(DingTalkPerson from, String text) {
        String id = put(from, from.chatId(), "text", Json.object().put("content", text));
        ObjectNode message = message(from, id, from.chatId(), null, "text");
        message.putObject("text").put("content", text);
        return push(message, id);
    }

    /**
     * A text in a group. Only one that mentions the robot reaches it, and then without that mention, but with the blank
     * behind it.
     */
    Delivery groupText(DingTalkPerson from, DingTalkGroup group, String text, List<DingTalkPerson> mentioned) {
        return acts.send(new PhoneAct.Said(from, text, null, group), () -> inGroup(from, group, text, mentioned));
    }

    private Delivery inGroup(DingTalkPerson from, DingTalkGroup group, String text, List<DingTalkPerson> mentioned) {
        String id = put(from, group.conversationId(), "text", Json.object().put("content", text));
        String at = "@" + DingTalkPlatform.BOT_NAME;
        if (!text.contains(at)) {
            return unheard(id);
        }
        ObjectNode message = message(from, id, group.conversationId(), group, "text");
        message.putObject("text").put("content", text.replace(at, ""));
        mentions(message, mentioned);
        return push(message, id);
    }

    Delivery picture(DingTalkPerson from, byte[] picture) {
        String id = "msg" + Ids.hex(14);
        UploadedMedia.Item item = media.put(id, true, "picture.png", picture);
        put(from, from.chatId(), "picture", Json.object().put("key", item.key()), id);
        ObjectNode message = message(from, id, from.chatId(), null, "picture");
        String code = files.code(item);
        message.putObject("content").put("downloadCode", code).put("pictureDownloadCode", code);
        return acts.send(new PhoneAct.SentMedia(from, true, "picture.png", null), () -> push(message, id));
    }

    Delivery file(DingTalkPerson from, String fileName, byte[] file) {
        String id = "msg" + Ids.hex(14);
        UploadedMedia.Item item = media.put(id, false, fileName, file);
        put(from, from.chatId(), "file", Json.object().put("key", item.key()).put("fileName", fileName), id);
        ObjectNode message = message(from, id, from.chatId(), null, "file");
        message.putObject("content")
                .put("downloadCode", files.code(item))
                .put("fileName", fileName)
                .put("spaceId", Ids.hex(5))
                .put("fileId", Ids.hex(5));
        return acts.send(new PhoneAct.SentMedia(from, false, fileName, null), () -> push(message, id));
    }

    /** Words and pictures in one message, in private or, with the robot mentioned, in a group. */
    Delivery rich(DingTalkPerson from, @Nullable DingTalkGroup group, String text, List<byte[]> pictures) {
        String id = "msg" + Ids.hex(14);
        String chatId = group == null ? from.chatId() : group.conversationId();
        String at = "@" + DingTalkPlatform.BOT_NAME;
        ArrayNode parts = Json.array();
        String heard = group == null ? text : text.replace(at, "");
        if (!heard.isEmpty()) {
            parts.addObject().put("text", heard);
        }
        ObjectNode shown = Json.object().put("content", text);
        for (byte[] picture : pictures) {
            UploadedMedia.Item item = media.put(id, true, "picture.png", picture);
            parts.addObject().put("type", "picture").put("downloadCode", files.code(item));
            shown.withArray("keys").add(item.key());
        }
        put(from, chatId, "richText", shown, id);
        if (group != null && !text.contains(at)) {
            return unheard(id);
        }
        ObjectNode message = message(from, id, chatId, group, "richText");
        message.putObject("content").set("richText", parts);
        return push(message, id);
    }

    /** Pushes a message that no phone shows, just as it is. */
    Delivery raw(JsonNode message) {
        return push((ObjectNode) message, Json.text(message, "msgId"));
    }

    /** A message as the robot gets it, without what makes its kind. */
    ObjectNode message(DingTalkPerson from, String id, String chatId, @Nullable DingTalkGroup group, String kind) {
        long now = config.machineClock().millis();
        ObjectNode message = Json.object()
                .put("msgtype", kind)
                .put("msgId", id)
                .put("createAt", now)
                .put("conversationType", group == null ? "1" : "2")
                .put("conversationId", chatId)
                .put("senderId", "$:LWCP_v1:$" + Ids.stable("sender:" + from.userId()))
                .put("senderStaffId", from.userId())
                .put("senderNick", from.name())
                .put("senderCorpId", config.app().corpId())
                .put("senderPlatform", "Win")
                .put("isAdmin", false)
                .put("chatbotCorpId", config.app().corpId())
                .put(
                        "chatbotUserId",
                        "$:LWCP_v1:$" + Ids.stable("robot:" + config.app().robotCode()))
                .put("robotCode", config.app().robotCode())
                .put(
                        "sessionWebhook",
                        base.get()
                                .resolve("/robot/sendBySession?session=" + robot.session(chatId))
                                .toString())
                .put("sessionWebhookExpiredTime", now + RobotApi.SESSION_LIFE.toMillis());
        if (group != null) {
            message.put("conversationTitle", group.name()).put("isInAtList", true);
            mentions(message, List.of());
        }
        return message;
    }

    private void mentions(ObjectNode message, List<DingTalkPerson> mentioned) {
        ArrayNode all = message.putArray("atUsers");
        all.addObject().put("dingtalkId", message.path("chatbotUserId").asString(""));
        for (DingTalkPerson person : mentioned) {
            all.addObject()
                    .put("dingtalkId", "$:LWCP_v1:$" + Ids.stable("sender:" + person.userId()))
                    .put("staffId", person.userId());
        }
    }

    private Delivery push(ObjectNode message, String id) {
        if (quota.usedUp()) {
            message.remove("text");
            message.remove("content");
            message.put("errCode", 20001).put("errMsg", "企业本月Webhook和Stream调用量已用尽");
        }
        Delivery delivery = new Delivery(id, Json.write(message), id);
        way.push(new Push(delivery, "", Ids.hex(16)));
        answeredInPlace(message, delivery);
        return delivery;
    }

    /** Over HTTP the body of the answer may be a message. */
    private void answeredInPlace(ObjectNode message, Delivery delivery) {
        JsonNode answer = Json.parse(delivery.last().body());
        String kind = Json.text(answer, "msgtype");
        if (delivery.delivered() && answer.path(kind).isObject()) {
            robot.put(Json.text(message, "conversationId"), kind, answer.path(kind));
        }
    }

    /** What the robot is not told of has nobody to deliver it to. */
    private static Delivery unheard(String id) {
        return new Delivery(id, "", id);
    }

    private String put(DingTalkPerson from, String chatId, String kind, ObjectNode content) {
        return put(from, chatId, kind, content, "msg" + Ids.hex(14));
    }

    private String put(DingTalkPerson from, String chatId, String kind, ObjectNode content, String id) {
        from.looksAt(chatId);
        chats.add(new ChatMessage(
                id,
                chatId,
                from.userId(),
                kind,
                Json.write(content),
                null,
                1,
                false,
                config.clock().instant()));
        return id;
    }
}
