package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Blocked;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do on their phones. */
final class PhoneActs {
    private static final int MENU_KEY_CHARS_MAX = 30;

    private final FeishuPlatform platform;
    private final PageNews news;
    private final PageWords words;

    PhoneActs(Simulator simulator, PageNews news, PageWords words) {
        this.platform = simulator.platform();
        this.news = news;
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
        SimulatedCard card = card(body);
        Map<String, JsonNode> values = new HashMap<>();
        body.path("values").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return clicked(
                card,
                shown -> shown.holds(values)
                        .press(Json.text(body, "button"), Json.text(body, "name"), Json.text(body, "option")));
    }

    private ObjectNode choose(JsonNode body) {
        return clicked(card(body), shown -> shown.chooses(Json.text(body, "name"), body.path("value")));
    }

    private ObjectNode clicked(SimulatedCard card, Function<SimulatedCard, ClickResult> act) {
        long began = System.nanoTime();
        ClickResult result = act.apply(card);
        ObjectNode answer = Json.object()
                .put("blocked", blocked(result))
                .put("errorCode", result.errorCode())
                .put("cardChanged", result.cardChanged())
                .put("millis", (System.nanoTime() - began) / 1_000_000);
        if (result.toast() != null) {
            answer.putObject("toast")
                    .put("type", result.toast().type())
                    .put("content", result.toast().content());
        }
        return answer;
    }

    private String blocked(ClickResult result) {
        Blocked block = result.block();
        return block == null ? "" : words.say("blocked.", block.why(), block.facts());
    }

    /** The card as it was when it was looked at; a page that does not say when means now. */
    private SimulatedCard card(JsonNode body) {
        SimulatedPerson person = person(body);
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
        return PageReads.person(platform, words, Json.text(body, "person"));
    }

    private static ObjectNode delivered(Delivery delivery) {
        return Json.object()
                .put("delivered", delivery.delivered())
                .put("status", delivery.last().status());
    }
}
