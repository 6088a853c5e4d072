package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The things of the simulator as the page gets them. */
final class PageShapes {
    private final Simulator simulator;
    private final FeishuPlatform platform;
    private final Workplaces workplaces;
    private final FaultSwitches<Faults.Kind> faults;
    private final PageWords words;

    PageShapes(Simulator simulator, Workplaces workplaces, PageWords words) {
        this.simulator = simulator;
        this.workplaces = workplaces;
        this.platform = simulator.platform();
        this.faults = new FaultSwitches<>(platform.faults(), kind -> true, words);
        this.words = words;
    }

    ObjectNode person(SimulatedPerson person) {
        List<ChatMessage> chat = person.messages();
        ObjectNode shape = Json.object()
                .put("name", person.name())
                .put("openId", person.openId())
                .put("role", words.say("role." + Cast.roleOf(person.name())))
                .put("reachable", platform.reachable(person))
                .put("canMove", workplaces.canMove(person.name()))
                .put("worksOn", workplaces.isOnDingTalk(person.name()) ? "dingtalk" : "feishu")
                .put("count", chat.size());
        if (!chat.isEmpty()) {
            ChatMessage last = chat.getLast();
            shape.set("last", last(last));
        }
        return shape;
    }

    /** The newest message of a chat, as the chat list shows it. */
    ObjectNode last(ChatMessage message) {
        return Json.object().put("text", inList(message)).put("at", Moments.written(message.sentAt()));
    }

    ObjectNode message(SimulatedPerson person, ChatMessage message) {
        ObjectNode shape = Json.object()
                .put("id", message.id())
                .put("mine", message.sender().equals(person.openId()))
                .put("type", type(message))
                .put("revision", message.revision())
                .put("sentAt", Moments.written(message.sentAt()));
        platform.people().stream()
                .filter(other -> other != person && other.openId().equals(message.sender()))
                .forEach(other -> shape.put("from", other.name()));
        if (message.parentId() != null) {
            shape.put("parentId", message.parentId());
        }
        shape.set("content", Json.parse(message.content()));
        return shape.put("expired", message.expired(platform.config().clock().instant()));
    }

    ObjectNode bot() {
        BotState bot = simulator.bot();
        ObjectNode shape = Json.object()
                .put("state", bot.phase().word())
                .put("pid", bot.pid())
                .put("byLine", simulator.byLine());
        ObjectNode redis = shape.putObject("redis");
        simulator
                .redisPid()
                .ifPresentOrElse(
                        pid -> redis.put("state", "running").put("pid", pid),
                        () -> redis.put("state", "stopped").put("pid", 0));
        return shape.put("since", Moments.written(bot.since()));
    }

    FaultSwitches<Faults.Kind> faults() {
        return faults;
    }

    ObjectNode now() {
        return Json.object()
                .put("now", Moments.written(platform.config().clock().instant()));
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode all = Json.array();
        texts.forEach(all::add);
        return all;
    }

    private static String type(ChatMessage message) {
        return message.recalled() ? "recalled" : message.type().equals("interactive") ? "card" : message.type();
    }

    /** As the chat list shows it. */
    private String inList(ChatMessage message) {
        JsonNode content = Json.parse(message.content());
        return switch (type(message)) {
            case "recalled" -> words.say("last.recalled");
            case "card" -> summary(content);
            case "image" -> words.say("last.image");
            case "file" -> words.say("last.file", Json.text(content, "file_name"));
            default -> Json.text(content, "text");
        };
    }

    private String summary(JsonNode card) {
        String summary = Json.text(card.path("config").path("summary"), "content");
        String title = Json.text(card.path("header").path("title"), "content");
        return summary.isEmpty() ? title.isEmpty() ? words.say("last.card") : title : summary;
    }
}
