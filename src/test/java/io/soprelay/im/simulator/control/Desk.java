package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Calls;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorOptions;
import io.soprelay.im.simulator.StandInBot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A whole simulator with its page's API, and a browser's calls of it. */
final class Desk implements AutoCloseable {
    static final String WANG = "销售小王";
    static final String LI = "库管小李";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;
    private final ControlApi api;

    /** Started, with a stand-in for the bot. */
    Desk(Path data) {
        this(data, List.of("--relay.simulator.bot-command=" + StandInBot.command()), Duration.ofSeconds(15));
    }

    Desk(Path data, List<String> options, Duration heartbeat) {
        List<String> all = new ArrayList<>(options);
        all.add("--server.port=0");
        simulator = new Simulator(SimulatorOptions.read(all, Map.of()), data, DingTalkSide::new);
        api = new ControlApi(simulator, heartbeat);
        api.mount();
        simulator.start();
    }

    record Answer(int status, JsonNode json, HttpResponse<byte[]> raw) {
        String problem() {
            return json.path("problem").asString("");
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    Simulator simulator() {
        return simulator;
    }

    FeishuPlatform feishu() {
        return simulator.platform();
    }

    SimulatedPerson li() {
        return feishu().person(LI);
    }

    Calls calls() {
        return new Calls(feishu());
    }

    EventHub hub() {
        return api.news().hub();
    }

    URI base() {
        return feishu().baseUrl();
    }

    /** A browser tab with the stream open. */
    PageTab tab() {
        return new PageTab(http, base());
    }

    Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** @param body with single quotes for double ones */
    Answer post(String act, String body) {
        return post(act, body, base().toString());
    }

    Answer post(String act, String body, String origin) {
        return send(HttpRequest.newBuilder(base().resolve("/simulator/api/" + act))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), Json.parse(answer.body()), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        api.close();
        simulator.close();
    }
}
