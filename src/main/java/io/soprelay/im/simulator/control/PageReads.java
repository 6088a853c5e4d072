package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page looks up by itself: older messages, the bodies of a call, pictures. */
final class PageReads {
    private static final String WIRE = "/simulator/api/wire/";
    private static final int LIMIT = 40;
    private static final int LIMIT_MAX = 200;

    private final FeishuPlatform platform;
    private final PageShapes shapes;
    private final PageWords words;

    PageReads(Simulator simulator, PageShapes shapes, PageWords words) {
        this.platform = simulator.platform();
        this.shapes = shapes;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get("/simulator/api/messages", this::messages);
        routes.getBelow(WIRE, this::call);
        routes.get("/simulator/media", this::media);
    }

    /** @throws ControlRefusal when nobody has the name */
    static SimulatedPerson person(FeishuPlatform platform, PageWords words, String name) {
        return platform.people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlRefusal(
                        404,
                        words.say(
                                "nobody-called",
                                name,
                                platform.people().stream()
                                        .map(SimulatedPerson::name)
                                        .collect(Collectors.joining("、")))));
    }

    private WireResponse messages(WireRequest request) {
        SimulatedPerson person = person(platform, words, request.queryValue("person"));
        List<ChatMessage> chat = person.messages();
        String before = request.queryValue("before");
        int end = before.isEmpty() ? chat.size() : position(chat, before);
        int start = Math.max(0, end - limit(request.queryValue("limit")));
        ObjectNode page = Json.object();
        ArrayNode shown = page.putArray("messages");
        chat.subList(start, end).forEach(message -> shown.add(shapes.message(person, message)));
        return json(page.put("more", start > 0));
    }

    private int position(List<ChatMessage> chat, String messageId) {
        for (int i = 0; i < chat.size(); i++) {
            if (chat.get(i).id().equals(messageId)) {
                return i;
            }
        }
        throw new ControlRefusal(404, words.say("no-message"));
    }

    private static int limit(String asked) {
        return asked.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(asked), 1, LIMIT_MAX) : LIMIT;
    }

    private WireResponse call(WireRequest request) {
        String number = request.path().substring(WIRE.length());
        WireLog.Entry entry = (number.matches("\\d{1,18}")
                        ? platform.wireLog().entry(Long.parseLong(number))
                        : Optional.<WireLog.Entry>empty())
                .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())));
        return json(shapes.wireLine(entry).put("request", entry.request()).put("response", entry.response()));
    }

    private WireResponse media(WireRequest request) {
        return platform.mediaItem(request.queryValue("key"))
                .map(item -> WireResponse.bytes(item.contentType(), item.bytes())
                        .withHeader("Content-Security-Policy", "sandbox")
                        // A key never changes what it stands for.
                        .withHeader("Cache-Control", "private, max-age=86400, immutable"))
                .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())));
    }

    private static WireResponse json(ObjectNode body) {
        return WireResponse.json(200, body).withHeader("Cache-Control", "no-store");
    }
}
