package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What the page looks up by itself: older messages, the bodies of a call, pictures. */
final class PageReads {
    private static final String WIRE = "/simulator/api/wire/";

    private final FeishuPlatform platform;
    private final DingTalkPlatform dingTalk;
    private final PageShapes shapes;
    private final PageWords words;

    PageReads(Simulator simulator, PageShapes shapes, PageWords words) {
        this.platform = simulator.platform();
        this.dingTalk = DingTalkSide.of(simulator);
        this.shapes = shapes;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get("/simulator/api/messages", this::messages);
        routes.getBelow(WIRE, this::call);
        routes.get("/simulator/media", this::media);
    }

    /** @throws ControlRefusal when nobody of {@code people} has the name */
    static <P extends Phone> P person(List<P> people, PageWords words, String name) {
        return people.stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlRefusal(
                        404,
                        words.say(
                                "nobody-called",
                                name,
                                people.stream().map(Phone::name).collect(Collectors.joining("、")))));
    }

    private WireResponse messages(WireRequest request) {
        SimulatedPerson person = person(platform.people(), words, request.queryValue("person"));
        return ChatPage.of(person.messages(), request, words, message -> shapes.message(person, message));
    }

    private WireResponse call(WireRequest request) {
        String number = request.path().substring(WIRE.length());
        WireLog.Entry entry = WireLines.call(number, platform.wireLog(), dingTalk.wireLog())
                .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())));
        return json(WireLines.line(entry).put("request", entry.request()).put("response", entry.response()));
    }

    private WireResponse media(WireRequest request) {
        String key = request.queryValue("key");
        return platform.mediaItem(key)
                .or(() -> dingTalk.mediaItem(key))
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
