package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkCard;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do on their DingTalk phones, and what is done to DingTalk behind them. */
final class DingTalkActs {
    private static final String PATH = "/simulator/api/dingtalk/";

    private final Simulator simulator;
    private final DingTalkPlatform platform;
    private final DingTalkShapes shapes;
    private final Workplaces workplaces;
    private final CardHand hand;
    private final PageWords words;

    DingTalkActs(Simulator simulator, DingTalkShapes shapes, Workplaces workplaces, PageNews news, PageWords words) {
        this.simulator = simulator;
        this.platform = DingTalkSide.of(simulator);
        this.shapes = shapes;
        this.workplaces = workplaces;
        this.hand = new CardHand(platform::message, news, words);
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get(PATH + "messages", this::messages);
        routes.post(PATH + "say", this::say);
        routes.post(PATH + "menu", body -> delivered(person(body).pressesMenu(Json.text(body, "key"))));
        routes.post(PATH + "picture", this::picture);
        routes.post(PATH + "file", this::file);
        routes.post(PATH + "press", this::press);
        routes.post(PATH + "faults", shapes.faults()::turn);
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
        DingTalkCard card = person(body).cardAs(hand.seen(body));
        return hand.press(
                () -> card.holds(CardHand.typed(body)).pressPart(Json.text(body, "part")),
                result -> Json.object()
                        .put(
                                "failed",
                                result.errorCode() == 0 ? "" : words.say("press.dingtalk." + result.errorCode())));
    }

    private ObjectNode reachable(JsonNode body) {
        DingTalkPerson person = person(body);
        platform.reachable(person, body.path("yes").asBoolean(true));
        return shapes.person(person);
    }

    /** The administrator gives the person's role out anew, in the chat, as anybody could. */
    private ObjectNode workplace(JsonNode body) {
        String name = Json.text(body, "name");
        PageReads.person(simulator.platform().people(), words, name);
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
        return PageReads.person(platform.people(), words, name);
    }

    private static ObjectNode delivered(Delivery delivery) {
        return Json.object().put("delivered", delivery.delivered());
    }
}
