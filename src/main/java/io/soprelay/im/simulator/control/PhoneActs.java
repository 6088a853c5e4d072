package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do on their phones. */
final class PhoneActs {
    private static final int MENU_KEY_CHARS_MAX = 30;

    private final FeishuPlatform platform;
    private final CardHand hand;
    private final PageWords words;

    PhoneActs(Simulator simulator, PageNews news, PageWords words) {
        this.platform = simulator.platform();
        this.hand = new CardHand(platform::message, news, words);
        this.words = words;
    }

    void mount(Routes routes) {
        routes.post("/simulator/api/say", this::say);
        routes.post("/simulator/api/picture", body -> upload(body, true));
        routes.post("/simulator/api/file", body -> upload(body, false));
        routes.post("/simulator/api/open", body -> delivered(person(body).opensChat()));
        routes.post("/simulator/api/menu", body -> delivered(person(body).pressesMenu(menuKey(body))));
        routes.post("/simulator/api/press", this::press);
        routes.post("/simulator/api/choose", this::choose);
    }

    private ObjectNode say(JsonNode body) {
        SimulatedPerson person = person(body);
        String text = Json.text(body, "text");
        if (text.isBlank()) {
            throw new ControlRefusal(400, words.say("no-text"));
        }
        String replyTo = replyTo(person, body);
        return delivered(replyTo.isEmpty() ? person.says(text) : person.replies(replyTo, text));
    }

    private ObjectNode upload(JsonNode body, boolean picture) {
        SimulatedPerson person = person(body);
        SentFile file = SentFile.of(body, picture, words);
        String replyTo = replyTo(person, body);
        if (!replyTo.isEmpty()) {
            return delivered(person.repliesWith(replyTo, picture, file.name(), file.bytes()));
        }
        return delivered(picture ? person.sendsPicture(file.bytes()) : person.sendsFile(file.name(), file.bytes()));
    }

    /** As Feishu's console takes it. */
    private String menuKey(JsonNode body) {
        String key = Json.text(body, "key");
        if (key.isBlank() || key.length() > MENU_KEY_CHARS_MAX) {
            throw new ControlRefusal(400, words.say("menu.unknown", key, MENU_KEY_CHARS_MAX));
        }
        return key;
    }

    private ObjectNode press(JsonNode body) {
        return clicked(
                body,
                card -> card.holds(CardHand.typed(body))
                        .press(Json.text(body, "button"), Json.text(body, "name"), Json.text(body, "option")));
    }

    private ObjectNode choose(JsonNode body) {
        return clicked(body, card -> card.chooses(Json.text(body, "name"), body.path("value")));
    }

    private ObjectNode clicked(JsonNode body, Function<SimulatedCard, ClickResult> act) {
        SimulatedCard card = person(body).cardAs(hand.seen(body));
        return hand.press(() -> act.apply(card), result -> Json.object().put("errorCode", result.errorCode()));
    }

    private String replyTo(SimulatedPerson person, JsonNode body) {
        String messageId = Json.text(body, "replyTo");
        boolean there = messageId.isEmpty()
                || platform.message(messageId)
                        .filter(message -> message.chatId().equals(person.chatId()))
                        .isPresent();
        if (!there) {
            throw new ControlRefusal(404, words.say("no-message"));
        }
        return messageId;
    }

    private SimulatedPerson person(JsonNode body) {
        return PageReads.person(platform.people(), words, Json.text(body, "person"));
    }

    private static ObjectNode delivered(Delivery delivery) {
        return Json.object()
                .put("delivered", delivery.delivered())
                .put("status", delivery.last().status());
    }
}
