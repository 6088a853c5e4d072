package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Passes the bot's own read API through: the page may not know the token, and may only call its own origin. */
final class BotReads {
    private static final String FLOWS = "/simulator/api/flows/";
    private static final String RECORDS = "/simulator/api/records/";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Simulator simulator;
    private final PageWords words;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    BotReads(Simulator simulator, PageWords words) {
        this.simulator = simulator;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.getBelow(FLOWS, this::flow);
        routes.getBelow(RECORDS, this::record);
    }

    private WireResponse flow(WireRequest request) {
        String[] asked = request.path().substring(FLOWS.length()).split("/", -1);
        if (asked.length != 2 || asked[0].isEmpty() || !asked[1].matches("\\d{1,9}")) {
            throw new ControlRefusal(404, words.say("nothing-here", request.path()));
        }
        return passed("/api/v1/flows/" + segment(asked[0]) + "/versions/" + asked[1], asked[0] + " " + asked[1]);
    }

    private WireResponse record(WireRequest request) {
        String number = request.path().substring(RECORDS.length());
        if (number.isEmpty() || number.contains("/")) {
            throw new ControlRefusal(404, words.say("nothing-here", request.path()));
        }
        return passed("/api/v1/records/" + segment(number), number);
    }

    private WireResponse passed(String path, String asked) {
        if (simulator.bot().phase() != BotState.Phase.RUNNING) {
            return away("bot.away");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.botBase() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + simulator.apiToken())
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            refuse(answer.statusCode(), asked);
            return new WireResponse(
                    200,
                    answer.headers().firstValue("content-type").orElse("application/json; charset=utf-8"),
                    Map.of("Cache-Control", "no-store"),
                    answer.body(),
                    null);
        } catch (IOException e) {
            return away("bot.no-answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away("bot.no-answer");
        }
    }

    /** An ordinary answer: a bot may be stopped on purpose, and a browser writes every refusal into its console. */
    private WireResponse away(String why) {
        return WireResponse.json(200, Json.object().put("away", true).put("problem", words.say(why)));
    }

    /** What the bot's programs are told is English. */
    private void refuse(int status, String asked) {
        if (status == 404) {
            throw new ControlRefusal(404, words.say("bot.has-not", asked));
        }
        if (status != 200) {
            throw new ControlRefusal(status, words.say("bot.no-answer"));
        }
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
