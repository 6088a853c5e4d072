package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Chats;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1.0/robot}: messages of the robot to people and groups, and answers through a session webhook. */
final class RobotApi {
    private static final String PERMISSION = "qyapi_robot_sendmsg";
    private static final int PEOPLE_MAX = 20;
    private static final int GROUP_BYTES_MAX = 15_000;

    /** How long a person's message can be answered through its webhook. */
    static final Duration SESSION_LIFE = Duration.ofMinutes(90);

    private static final Set<String> KEYS = Set.of(
            "sampleText",
            "sampleMarkdown",
            "sampleImageMsg",
            "sampleLink",
            "sampleActionCard",
            "sampleActionCard2",
            "sampleActionCard3",
            "sampleActionCard4",
            "sampleActionCard5",
            "sampleActionCard6",
            "sampleFile",
            "sampleAudio",
            "sampleVideo");
    private static final Set<String> REPLIES = Set.of("text", "markdown", "actionCard", "link", "feedCard");

    private record Session(String chatId, Instant end) {}

    private final DingTalkPlatformConfig config;
    private final Chats chats;
    private final Colleagues people;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    RobotApi(DingTalkPlatformConfig config, Chats chats, Colleagues people) {
        this.config = config;
        this.chats = chats;
        this.people = people;
    }

    void mount(DingTalkApi api) {
        api.route("POST", "/v1.0/robot/oToMessages/batchSend", DingTalkApi.Door.NEW, PERMISSION, this::toPeople);
        api.route("POST", "/v1.0/robot/groupMessages/send", DingTalkApi.Door.NEW, PERMISSION, this::toGroup);
        api.route("POST", "/robot/sendBySession", DingTalkApi.Door.OLD_OPEN, "", this::bySession);
    }

    /** The name of a new webhook session for answers into that chat. */
    String session(String chatId) {
        String name = Ids.hex(16);
        sessions.put(name, new Session(chatId, config.machineClock().instant().plus(SESSION_LIFE)));
        return name;
    }

    void clear() {
        sessions.clear();
    }

    private WireResponse toPeople(WireRequest request) {
        JsonNode body = request.json();
        requireRobot(body);
        JsonNode ids = body.path("userIds");
        if (ids.isEmpty() || ids.size() > PEOPLE_MAX) {
            throw new DingTalkRefusal("invalidParameter.userIds", "userIds must hold 1 to 20");
        }
        JsonNode content = content(body);
        ArrayNode invalid = Json.array();
        for (JsonNode id : ids) {
            people.byUserId(id.asString(""))
                    .filter(people::reachable)
                    .ifPresentOrElse(
                            person -> put(person.chatId(), Json.text(body, "msgKey"), content),
                            () -> invalid.add(id.asString("")));
        }
        ObjectNode answer = Json.object().put("processQueryKey", Ids.hex(16));
        answer.set("invalidStaffIdList", invalid);
        answer.putArray("flowControlledStaffIdList");
        return WireResponse.json(200, answer);
    }

    private WireResponse toGroup(WireRequest request) {
        JsonNode body = request.json();
        requireRobot(body);
        String conversation = Json.text(body, "openConversationId");
        if (people.group(conversation).isEmpty()) {
            throw new DingTalkRefusal("invalidParameter.openConversationId", "the robot is not in the conversation");
        }
        if (Json.text(body, "msgParam").getBytes(StandardCharsets.UTF_8).length > GROUP_BYTES_MAX) {
            throw new DingTalkRefusal("invalidParameter.msgParam.tooLong", "msgParam must have at most 15000 bytes");
        }
        put(conversation, Json.text(body, "msgKey"), content(body));
        return WireResponse.json(200, Json.object().put("processQueryKey", Ids.hex(16)));
    }

    private WireResponse bySession(WireRequest request) {
        Session session = sessions.get(request.queryValue("session"));
        JsonNode body = request.json();
        if (session == null || !config.machineClock().instant().isBefore(session.end())) {
            throw new DingTalkRefusal(300001, "session is not exist or expired");
        }
        String type = Json.text(body, "msgtype");
        if (!REPLIES.contains(type) || !body.path(type).isObject()) {
            throw new DingTalkRefusal(40035, "不合法的参数: msgtype");
        }
        put(session.chatId(), type, body.path(type));
        return WireResponse.json(200, DingTalkApi.oldOk());
    }

    private void requireRobot(JsonNode body) {
        if (!people.ourRobot(Json.text(body, "robotCode"))) {
            throw new DingTalkRefusal("invalidParameter.robotCode", "robotCode无效");
        }
    }

    private static JsonNode content(JsonNode body) {
        if (!KEYS.contains(Json.text(body, "msgKey"))) {
            throw new DingTalkRefusal("invalidParameter.msgKey", "msgKey无效");
        }
        JsonNode content = body.path("msgParam").isString() ? Json.parse(Json.text(body, "msgParam")) : Json.array();
        if (!content.isObject()) {
            throw new DingTalkRefusal("invalidParameter.msgParam", "msgParam must be a JSON object in a string");
        }
        if (Json.write(content).contains(DingTalkPlatform.UNSAFE_WORD)) {
            throw CardCheck.unsafe();
        }
        return content;
    }

    /** A message of the robot on the phones. */
    void put(String chatId, String kind, JsonNode content) {
        chats.add(new ChatMessage(
                "msg" + Ids.hex(14),
                chatId,
                config.app().robotCode(),
                kind,
                Json.write(content),
                null,
                1,
                false,
                config.clock().instant()));
    }
}
