package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /im/v1/messages}: create, reply, update a card, recall, buzz. */
final class MessageApi {
    private static final Set<String> TYPES = Set.of("text", "post", "image", "file", "audio", "media", "interactive");

    /** At most one message per {@code uuid} in this time. */
    private static final Duration UUID_WINDOW = Duration.ofHours(1);

    private static final int UUID_CHARS_MAX = 50;
    private static final int BUZZED_MAX = 200;
    private static final int TEXT_BYTES_MAX = 150 * 1024;

    private static final Pattern EVERYONE = Pattern.compile("<at\\s+user_id\\s*=\\s*['\"]?all['\">\\s/]");

    private record Sent(String messageId, Instant at) {}

    private final FeishuPlatformConfig config;
    private final Chats chats;
    private final People people;
    private final UploadedMedia media;
    private final Feishu2CardChecker checker;
    private final RateLimits limits;
    private final Map<String, Sent> byUuid = new HashMap<>();

    MessageApi(
            FeishuPlatformConfig config,
            Chats chats,
            People people,
            UploadedMedia media,
            Feishu2CardChecker checker,
            RateLimits limits) {
        this.config = config;
        this.chats = chats;
        this.people = people;
        this.media = media;
        this.checker = checker;
        this.limits = limits;
    }

    /** No {@code uuid} was ever used. */
    void clear() {
        synchronized (byUuid) {
            byUuid.clear();
        }
    }

    void mount(FeishuApi api) {
        api.route("POST", "/im/v1/messages", (request, path) -> create(request));
        api.route("POST", "/im/v1/messages/:id/reply", this::reply);
        api.route("PATCH", "/im/v1/messages/:id", this::update);
        api.route("DELETE", "/im/v1/messages/:id", this::recall);
        api.route("PATCH", "/im/v1/messages/:id/urgent_app", this::buzz);
    }

    private WireResponse create(WireRequest request) {
        JsonNode body = request.json();
        String id = Json.text(body, "receive_id");
        FeishuGroup group = people.group(id).orElse(null);
        if (group != null && request.queryValue("receive_id_type").equals("chat_id")) {
            return send(group.chatId(), group.chatId(), null, body);
        }
        SimulatedPerson to = receiver(request.queryValue("receive_id_type"), id);
        people.reach(to.openId()).require();
        return send(to.chatId(), to.openId(), null, body);
    }

    private WireResponse reply(WireRequest request, Matcher path) {
        ChatMessage parent = existing(path.group(1));
        requireNotRecalled(parent);
        if (people.group(parent.chatId()).isPresent()) {
            return send(parent.chatId(), parent.chatId(), parent.id(), request.json());
        }
        SimulatedPerson to = people.byId(parent.chatId())
                .orElseThrow(() -> new FeishuRefusal(230002, "The bot can not be outside the group."));
        people.reach(to.openId()).require();
        return send(to.chatId(), to.openId(), parent.id(), request.json());
    }

    private SimulatedPerson receiver(String type, String id) {
        if (!Set.of("open_id", "user_id", "union_id", "email", "chat_id").contains(type)) {
            throw new FeishuRefusal(99992402, "field validation failed: receive_id_type");
        }
        if (people.foreign(id)) {
            throw new FeishuRefusal(99992361, "open_id cross app");
        }
        SimulatedPerson person = people.byId(id).orElse(null);
        if (person == null) {
            throw type.equals("chat_id")
                    ? new FeishuRefusal(230002, "Bot/User can NOT be out of the chat.")
                    : new FeishuRefusal(99992351, "not a valid " + type + ": " + id);
        }
        // Nobody here has a user_id or an e-mail address.
        String expected = switch (type) {
            case "open_id" -> person.openId();
            case "union_id" -> person.unionId();
            case "chat_id" -> person.chatId();
            default -> "";
        };
        if (!expected.equals(id)) {
            throw new FeishuRefusal(230034, "The receive_id is invalid.");
        }
        return person;
    }

    /** @param receiver whose limit it counts against: a person's or a group's */
    private WireResponse send(String chatId, String receiver, @Nullable String parentId, JsonNode body) {
        String uuid = Json.text(body, "uuid");
        if (uuid.length() > UUID_CHARS_MAX) {
            throw new FeishuRefusal(230001, "Your request contains an invalid request parameter, ext=uuid too long");
        }
        String type = Json.text(body, "msg_type");
        if (!TYPES.contains(type) || !body.path("content").isString()) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=msg_type or content");
        }
        String content = Json.text(body, "content");
        limits.receiver(receiver);
        check(type, content);
        synchronized (byUuid) {
            Sent before = uuid.isEmpty() ? null : byUuid.get(uuid);
            Instant now = config.machineClock().instant();
            if (before != null && before.at().plus(UUID_WINDOW).isAfter(now)) {
                return FeishuApi.ok(describe(existing(before.messageId())));
            }
            ChatMessage message = new ChatMessage(
                    "om_" + Ids.hex(16),
                    chatId,
                    config.appId(),
                    type,
                    content,
                    parentId,
                    1,
                    false,
                    config.clock().instant());
            chats.add(message);
            byUuid.values().removeIf(sent -> !sent.at().plus(UUID_WINDOW).isAfter(now));
            if (!uuid.isEmpty()) {
                byUuid.put(uuid, new Sent(message.id(), now));
            }
            return FeishuApi.ok(describe(message));
        }
    }

    private void check(String type, String content) {
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        boolean small = type.equals("interactive") || type.equals("post");
        if (bytes > (small ? Feishu2CardChecker.CARD_BYTES_MAX : TEXT_BYTES_MAX)) {
            throw new FeishuRefusal(230025, "The length of the message content reaches its limit.");
        }
        if (type.equals("interactive")) {
            card(content);
            return;
        }
        JsonNode parsed = Json.parse(content);
        if (!parsed.isObject()) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=content is not in json format");
        }
        switch (type) {
            case "text" -> requireText(parsed);
            case "image" -> require(media.uploadedByApp(Json.text(parsed, "image_key")), "invalid image_key");
            case "file", "audio", "media" ->
                require(media.fileOfApp(Json.text(parsed, "file_key")), "invalid file_key");
            default -> {}
        }
    }

    private static void requireText(JsonNode content) {
        require(!Json.text(content, "text").isBlank(), "text content is empty");
        // In a private chat there is nobody to call "everyone".
        require(!EVERYONE.matcher(Json.text(content, "text")).find(), "no permission to mention all");
    }

    private static void require(boolean fits, String problem) {
        if (!fits) {
            throw new FeishuRefusal(230001, "Your request contains an invalid request parameter, ext=" + problem);
        }
    }

    private void card(String content) {
        List<CardProblem> problems = checker.check(content);
        if (!problems.isEmpty()) {
            throw FeishuRefusal.badCard(problems.getFirst());
        }
    }

    private WireResponse update(WireRequest request, Matcher path) {
        JsonNode body = request.json();
        ChatMessage message = existing(path.group(1));
        if (!message.sender().equals(config.appId()) || !message.type().equals("interactive")) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=This message is NOT a card.");
        }
        requireNotRecalled(message);
        if (message.expired(config.clock().instant())) {
            throw new FeishuRefusal(230031, "The message is out of date.");
        }
        if (!body.path("content").isString()) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=content must be a string");
        }
        limits.receiver(message.id());
        check("interactive", Json.text(body, "content"));
        if (chats.isInClick(message.id())) {
            throw FeishuRefusal.badCard(new CardProblem(11310, "", "card action is lock"));
        }
        chats.change(message.id(), old -> old.withContent(Json.text(body, "content")));
        return FeishuApi.ok(Json.object());
    }

    private WireResponse recall(WireRequest request, Matcher path) {
        ChatMessage message = existing(path.group(1));
        if (!message.sender().equals(config.appId())) {
            throw new FeishuRefusal(230026, "No permission to recall this message.");
        }
        requireNotRecalled(message);
        chats.change(message.id(), ChatMessage::asRecalled);
        return FeishuApi.ok(Json.object());
    }

    private WireResponse buzz(WireRequest request, Matcher path) {
        ChatMessage message = existing(path.group(1));
        if (!message.sender().equals(config.appId())) {
            throw new FeishuRefusal(230012, "Bot is NOT the sender of the message.");
        }
        JsonNode ids = request.json().path("user_id_list");
        if (ids.isEmpty() || ids.size() > BUZZED_MAX) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=user_id_list must hold 1 to 200");
        }
        requireNotRecalled(message);
        ObjectNode data = Json.object();
        for (JsonNode id : ids) {
            if (people.byId(id.asString("")).isEmpty()) {
                data.withArray("invalid_user_id_list").add(id.asString(""));
            }
        }
        return FeishuApi.ok(data);
    }

    private static void requireNotRecalled(ChatMessage message) {
        if (message.recalled()) {
            throw new FeishuRefusal(230011, "The message is recalled.");
        }
    }

    private ChatMessage existing(String id) {
        if (!id.startsWith("om_")) {
            throw new FeishuRefusal(
                    230001, "Your request contains an invalid request parameter, ext=invalid message_id");
        }
        return chats.find(id)
                .orElseThrow(() -> new FeishuRefusal(230110, "Action unavailable as the message has been deleted."));
    }

    private ObjectNode describe(ChatMessage message) {
        ObjectNode data = Json.object()
                .put("message_id", message.id())
                .put("chat_id", message.chatId())
                .put("msg_type", message.type())
                .put("create_time", Long.toString(config.machineClock().millis()))
                .put("update_time", Long.toString(config.machineClock().millis()))
                .put("deleted", message.recalled())
                .put("updated", false);
        if (message.parentId() != null) {
            data.put("parent_id", message.parentId());
        }
        data.putObject("sender")
                .put("id", config.appId())
                .put("id_type", "app_id")
                .put("sender_type", "app")
                .put("tenant_key", config.tenantKey());
        data.putObject("body").put("content", message.content());
        return data;
    }
}
