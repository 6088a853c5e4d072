package io.soprelay.im.simulator;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The way of one press: callback out, answer judged, toast shown, card replaced. */
final class CardClicks {
    static final String EVENT_TYPE = "card.action.trigger";

    private static final Set<String> TOAST_TYPES = Set.of("info", "success", "error", "warning");

    private final FeishuPlatformConfig config;
    private final Chats chats;
    private final Feishu2CardChecker checker;
    private final CallbackWay way;
    private final EventPusher pusher;

    CardClicks(
            FeishuPlatformConfig config, Chats chats, Feishu2CardChecker checker, CallbackWay way, EventPusher pusher) {
        this.config = config;
        this.chats = chats;
        this.checker = checker;
        this.way = way;
        this.pusher = pusher;
    }

    ClickResult press(SimulatedPerson person, ChatMessage message, ObjectNode action) {
        ChatMessage now = chats.find(message.id()).orElse(message);
        if (now.recalled()) {
            return ClickResult.blocked(Blocked.Why.RECALLED);
        }
        if (now.expired(config.clock().instant())) {
            return ClickResult.blocked(Blocked.Why.CARD_TOO_OLD);
        }
        chats.enterClick(message.id());
        try {
            String plain = Json.write(envelope(person, message, action));
            return judge(message, way.press(plain, config.clickWindow()));
        } finally {
            chats.leaveClick(message.id());
        }
    }

    /** The whole callback in clear; every call has its own event_id. */
    ObjectNode envelope(SimulatedPerson person, ChatMessage message, ObjectNode action) {
        ObjectNode event = Json.object();
        event.putObject("operator")
                .put("tenant_key", config.tenantKey())
                .put("open_id", person.openId())
                .put("union_id", person.unionId());
        event.put("token", "c-" + Ids.hex(16));
        event.set("action", action);
        event.put("host", "im_message");
        event.putObject("context").put("open_message_id", message.id()).put("open_chat_id", message.chatId());
        // Card callbacks are stamped in microseconds, events in milliseconds.
        String micros = config.machineClock().millis() + "000";
        return pusher.envelope(Ids.hex(16), EVENT_TYPE, event, micros);
    }

    private ClickResult judge(ChatMessage message, CallbackAnswer answer) {
        switch (answer.problem()) {
            case NOT_CONFIGURED -> {
                return ClickResult.failed(0, 200340);
            }
            case NOT_CONNECTED -> {
                return ClickResult.failed(0, 200342);
            }
            case TOO_LATE -> {
                return ClickResult.failed(0, 200341);
            }
            case NONE -> {}
        }
        if (answer.status() != 200) {
            return ClickResult.failed(answer.status(), 200671);
        }
        JsonNode body = Json.parse(answer.body());
        JsonNode toast = body.path("toast");
        boolean toastWrong = toast.isObject()
                ? !TOAST_TYPES.contains(Json.text(toast, "type"))
                        || !toast.path("content").isString()
                : !toast.isMissingNode() && !toast.isNull();
        if (!body.isObject() || toastWrong) {
            return ClickResult.failed(200, 200672);
        }
        JsonNode card = body.path("card");
        int refused = card.isMissingNode() || card.isNull() ? 0 : refusal(card);
        if (refused != 0) {
            return ClickResult.failed(200, refused);
        }
        Toast shown = toast.isObject() ? new Toast(Json.text(toast, "type"), Json.text(toast, "content")) : null;
        return new ClickResult(shown, card.isObject() && replace(message, card.path("data")), 200, 0, null);
    }

    private int refusal(JsonNode card) {
        JsonNode data = card.path("data");
        if (!Json.text(card, "type").equals("raw") || !data.isObject()) {
            return 200673;
        }
        if (!Json.text(data, "schema").equals("2.0")) {
            return 200830;
        }
        return checker.check(Json.write(data)).isEmpty() ? 0 : 200673;
    }

    private boolean replace(ChatMessage message, JsonNode card) {
        boolean differs = !Json.parse(message.content()).equals(card);
        chats.change(message.id(), old -> old.withContent(Json.write(card)));
        return differs;
    }
}
