package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.FeishuLines;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.StreamGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The connections the bot opens itself: whether it does, what happens to them, and how they are, seen from both ends: the
 * platform's count beside what the bot's own health says.
 */
final class LineActs {
    private static final String ACTS = "disconnect、cut、freeze、mute、redeliver";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Simulator simulator;
    private final DingTalkPlatform dingTalk;
    private final PageWords words;
    private final Map<String, Map<String, Runnable>> acts;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    LineActs(Simulator simulator, PageWords words) {
        this.simulator = simulator;
        this.dingTalk = DingTalkSide.of(simulator);
        this.words = words;
        FeishuLines lines = simulator.platform().lines();
        StreamGateway stream = dingTalk.stream();
        acts = Map.of(
                "feishu",
                Map.of(
                        "disconnect", lines::disconnectAll,
                        "cut", lines::cutAll,
                        "freeze", lines::silentDeath,
                        "mute", lines::muteAll,
                        "redeliver", simulator.platform()::redeliverPending),
                "dingtalk",
                Map.of(
                        "disconnect", stream::disconnects,
                        "cut", stream::breaks,
                        "freeze", stream::freezes,
                        "mute", stream::mutes,
                        "redeliver", stream::redeliversNow));
    }

    void mount(Routes routes) {
        routes.get(
                "/simulator/api/lines",
                request -> WireResponse.json(200, shape()).withHeader("Cache-Control", "no-store"));
        routes.post("/simulator/api/lines", this::act);
        routes.post("/simulator/api/by-line", body -> {
            simulator.byLine(body.path("yes").asBoolean(true));
            return shape();
        });
    }

    private ObjectNode act(JsonNode body) {
        String act = Json.text(body, "act");
        Map<String, Runnable> there = acts.getOrDefault(Json.text(body, "platform"), Map.of());
        Optional.ofNullable(there.get(act))
                .orElseThrow(() -> new ControlRefusal(400, words.say("act.unknown", act, ACTS)))
                .run();
        return shape();
    }

    private ObjectNode shape() {
        ObjectNode shape = Json.object().put("byLine", simulator.byLine());
        JsonNode health = health();
        shape.set(
                "feishu",
                line(health.path("feishuLine"))
                        .put("open", simulator.platform().lines().open()));
        shape.set(
                "dingtalk",
                line(health.path("dingTalkLine"))
                        .put("open", dingTalk.stream().connectionsInUse())
                        .put("waiting", dingTalk.stream().unacknowledged()));
        return shape;
    }

    /** As the bot has it; phase {@code unknown} when it does not say. */
    private static ObjectNode line(JsonNode component) {
        JsonNode details = component.path("details");
        ObjectNode line = Json.object().put("phase", details.path("phase").asString("unknown"));
        line.put("opened", details.path("opened").asInt(0))
                .put("drops", details.path("drops").asInt(0));
        for (String name : new String[] {"connectedSince", "lastFrame", "lastProblem"}) {
            if (details.hasNonNull(name)) {
                line.put(name, Json.text(details, name));
            }
        }
        return line;
    }

    /** Nothing while the bot is away or slow: the page looks again. */
    private JsonNode health() {
        if (!simulator.byLine() || simulator.bot().phase() != BotState.Phase.RUNNING) {
            return Json.object();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.botBase() + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        try {
            return Json.parse(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .path("components");
        } catch (IOException | JacksonException away) {
            return Json.object();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Json.object();
        }
    }
}
