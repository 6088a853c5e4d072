package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatorProblem;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Who answers what below {@code /simulator}; refuses pages of other origins, and turns failures into problems. */
final class Routes {
    private static final Set<String> OWN_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    /** A photo of 10 MB as Base64, with room for the rest. */
    private static final int BODY_BYTES_MAX = 15 * 1024 * 1024;

    private static final int LARGE_BYTES = 1024 * 1024;

    private final PageWords words;
    private final ReentrantLock large = new ReentrantLock();
    private final Map<String, Function<WireRequest, WireResponse>> exact = new HashMap<>();
    private final Map<String, Function<WireRequest, WireResponse>> below = new HashMap<>();

    Routes(PageWords words) {
        this.words = words;
    }

    void get(String path, Function<WireRequest, WireResponse> read) {
        exact.put("GET " + path, read);
    }

    /** Every path that begins with {@code folder}, which ends with a slash. */
    void getBelow(String folder, Function<WireRequest, WireResponse> read) {
        below.put(folder, read);
    }

    /** @param act told the body; what it returns is the answer */
    void post(String path, Function<JsonNode, JsonNode> act) {
        exact.put("POST " + path, request -> {
            if (request.body().length < LARGE_BYTES) {
                return WireResponse.json(200, act.apply(body(request)));
            }
            // A photo takes several times its size while it is read; the simulator is a small process.
            large.lock();
            try {
                return WireResponse.json(200, act.apply(body(request)));
            } finally {
                large.unlock();
            }
        });
    }

    WireResponse answer(WireRequest request) {
        try {
            if (!isOwnPage(request)) {
                throw new ControlRefusal(403, words.say("foreign-page"));
            }
            return find(request)
                    .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())))
                    .apply(request)
                    .withHeader("X-Content-Type-Options", "nosniff");
        } catch (ControlRefusal refusal) {
            return problem(refusal.status(), String.valueOf(refusal.getMessage()));
        } catch (SimulatorProblem problem) {
            return problem(400, words.say("problem.", problem.kind(), problem.facts()));
        } catch (IllegalArgumentException | DateTimeException e) {
            // Only a page that is not ours, or is older than the card it shows, comes here; its author needs the
            // detail.
            return problem(400, words.say("problem.other", String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            return problem(500, words.say("problem.other", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Function<WireRequest, WireResponse>> find(WireRequest request) {
        Function<WireRequest, WireResponse> known = exact.get(request.method() + " " + request.path());
        if (known != null || !request.method().equals("GET")) {
            return Optional.ofNullable(known);
        }
        return below.entrySet().stream()
                .filter(folder -> request.path().startsWith(folder.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private JsonNode body(WireRequest request) {
        if (request.body().length > BODY_BYTES_MAX) {
            throw new ControlRefusal(413, words.say("too-big"));
        }
        JsonNode body = request.json();
        if (!body.isObject()) {
            throw new ControlRefusal(400, words.say("no-json"));
        }
        return body;
    }

    /** A foreign web page must not drive the simulator through the visitor's browser. */
    private static boolean isOwnPage(WireRequest request) {
        String host = request.header("host").replaceAll(":\\d+$", "");
        String origin = request.header("origin").replaceAll("^http://", "").replaceAll(":\\d+$", "");
        boolean json =
                request.method().equals("GET") || request.header("content-type").startsWith("application/json");
        return OWN_HOSTS.contains(host) && (origin.isEmpty() || OWN_HOSTS.contains(origin)) && json;
    }

    private static WireResponse problem(int status, String sentence) {
        return WireResponse.json(status, Json.object().put("problem", sentence));
    }
}
