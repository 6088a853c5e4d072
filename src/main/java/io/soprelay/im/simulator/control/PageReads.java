package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.Optional;
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
        return ChatPage.of(person.messages(), request, words, message -> shapes.message(person, message));
    }

    private WireResponse call(WireRequest request) {
        String number = request.path().substring(WIRE.length());
        boolean feishu = !number.startsWith(DingTalkShapes.WIRE_PREFIX);
        WireLog log = feishu ? platform.wireLog() : dingTalk.wireLog();
        String counted = feishu ? number : number.substring(DingTalkShapes.WIRE_PREFIX.length());
        WireLog.Entry entry = (counted.matches("\\d{1,18}")
                        ? log.entry(Long.parseLong(counted))
                        : Optional.<WireLog.Entry>empty())
                .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())));
        return json(shapes.wireLine(entry).put("request", entry.request()).put("response", entry.response()));
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
