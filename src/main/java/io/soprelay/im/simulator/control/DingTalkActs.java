package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Blocked;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkCard;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do on their DingTalk phones, and what is done to DingTalk behind them. */
final class DingTalkActs {
    private static final String PATH = "/simulator/api/dingtalk/";

    private final Simulator simulator;
    private final DingTalkPlatform platform;
    private final DingTalkShapes shapes;
    private final Workplaces workplaces;
    private final PageNews news;
    private final PageWords words;

    DingTalkActs(Simulator simulator, DingTalkShapes shapes, Workplaces workplaces, PageNews news, PageWords words) {
        this.simulator = simulator;
        this.platform = DingTalkSide.of(simulator);
        this.shapes = shapes;
        this.workplaces = workplaces;
        this.news = news;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get(PATH + "messages", this::messages);
        routes.post(PATH + "say", this::say);
        routes.post(PATH + "menu", body -> delivered(person(body).pressesMenu(Json.text(body, "key"))));
        routes.post(PATH + "picture", this::picture);
        routes.post(PATH + "file", this::file);
        routes.post(PATH + "press", this::press);
        routes.post(PATH + "faults", this::faults);
        routes.post(PATH + "reachable", this::reachable);
        routes.post("/simulator/api/workplace", this::workplace);
    }

    private WireResponse messages(WireRequest request) {
        DingTalkPerson person = person(request.queryValue("person"));
        return ChatPage.of(person.messages(), request, words, message -> shapes.message(person, message));
    }

    private ObjectNode say(JsonNode body) {
        String text = Json.text(body, "text");
        if (text.isBlank()) {
            throw new ControlRefusal(400, words.say("no-text"));
        }
        return delivered(person(body).says(text));
    }

    private ObjectNode picture(JsonNode body) {
        return delivered(
                person(body).sendsPicture(SentFile.of(body, true, words).bytes()));
    }

    private ObjectNode file(JsonNode body) {
        SentFile file = SentFile.of(body, false, words);
        return delivered(person(body).sendsFile(file.name(), file.bytes()));
    }

    private ObjectNode press(JsonNode body) {
        Map<String, JsonNode> values = new HashMap<>();
        body.path("values").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        long began = System.nanoTime();
        ClickResult result = card(body).holds(values).pressPart(Json.text(body, "part"));
        Blocked block = result.block();
        ObjectNode answer = Json.object()
                .put("blocked", block == null ? "" : words.say("blocked.", block.why(), block.facts()))
                .put("failed", result.errorCode() == 0 ? "" : words.say("press.dingtalk." + result.errorCode()))
                .put("cardChanged", result.cardChanged())
                .put("millis", (System.nanoTime() - began) / 1_000_000);
        if (result.toast() != null) {
            answer.putObject("toast")
                    .put("type", result.toast().type())
                    .put("content", result.toast().content());
        }
        return answer;
    }

    /** The card as it was when it was looked at. */
    private DingTalkCard card(JsonNode body) {
        DingTalkPerson person = person(body);
        String messageId = Json.text(body, "messageId");
        ChatMessage now = platform.message(messageId)
                .filter(ChatMessage::isCard)
                .orElseThrow(() -> new ControlRefusal(404, words.say("no-card")));
        int revision = body.path("revision").asInt(now.revision());
        if (revision == now.revision()) {
            return person.cardAs(now);
        }
        return news.version(messageId, revision)
                .map(person::cardAs)
                .orElseThrow(() -> new ControlRefusal(409, words.say("card-changed")));
    }

    private JsonNode faults(JsonNode body) {
        if (body.path("clear").asBoolean(false)) {
            platform.faults().clear();
            return shapes.faults();
        }
        String name = Json.text(body, "kind");
        DingTalkFaults.Kind kind = Arrays.stream(DingTalkFaults.Kind.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlRefusal(
                        400,
                        words.say(
                                "fault.unknown",
                                name,
                                Arrays.stream(DingTalkFaults.Kind.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining("、")))));
        if (body.path("on").asBoolean(true)) {
            platform.faults().on(kind, BackstageActs.calls(body, words));
        } else {
            platform.faults().off(kind);
        }
        return shapes.faults();
    }

    private ObjectNode reachable(JsonNode body) {
        DingTalkPerson person = person(body);
        platform.reachable(person, body.path("yes").asBoolean(true));
        return shapes.person(person);
    }

    /** The administrator gives the person's role out anew, in the chat, as anybody could. */
    private ObjectNode workplace(JsonNode body) {
        String name = Json.text(body, "name");
        PageReads.person(simulator.platform(), words, name);
        if (!workplaces.canMove(name)) {
            throw new ControlRefusal(400, words.say("workplace.none", name));
        }
        String line = workplaces.line(name, body.path("dingtalk").asBoolean(true));
        return delivered(simulator.platform().person(Cast.ZHOU).says(line)).put("line", line);
    }

    private DingTalkPerson person(JsonNode body) {
        return person(Json.text(body, "person"));
    }

    private DingTalkPerson person(String name) {
        return platform.people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlRefusal(
                        404,
                        words.say(
                                "nobody-called",
                                name,
                                platform.people().stream()
                                        .map(DingTalkPerson::name)
                                        .collect(Collectors.joining("、")))));
    }

    private static ObjectNode delivered(Delivery delivery) {
        return Json.object().put("delivered", delivery.delivered());
    }
}
