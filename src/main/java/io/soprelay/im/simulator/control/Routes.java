package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.NotOnCard;
import io.soprelay.im.simulator.SimulatorProblem;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who answers what below {@code /simulator}; refuses pages of other origins, and turns failures into problems: one
 * sentence for the person at the page, and in {@code detail} what the author of a foreign page needs beside it.
 */
final class Routes {
    private static final System.Logger LOG = System.getLogger(Routes.class.getName());

    /** A photo of 10 MB as Base64, with room for the rest. */
    private static final int BODY_BYTES_MAX = 15 * 1024 * 1024;

    private static final int LARGE_BYTES = 1024 * 1024;

    private final PageWords words;
    private final OwnPage own;
    private final ReentrantLock large = new ReentrantLock();
    private final Map<String, Function<WireRequest, WireResponse>> exact = new HashMap<>();
    private final Map<String, Function<WireRequest, WireResponse>> below = new HashMap<>();

    /** @param own whom to answer */
    Routes(PageWords words, OwnPage own) {
        this.words = words;
        this.own = own;
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
            if (!own.sent(request)) {
                throw new ControlRefusal(403, words.say("foreign-page", own.address()));
            }
            return find(request)
                    .orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())))
                    .apply(request)
                    .withHeader("X-Content-Type-Options", "nosniff");
        } catch (ControlRefusal refusal) {
            return problem(refusal.status(), String.valueOf(refusal.getMessage()), null);
        } catch (SimulatorProblem problem) {
            return problem(400, words.problem(problem), null);
        } catch (NotOnCard unfit) {
            return problem(400, words.say("card.", unfit.kind(), unfit.facts()), unfit);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            // Only a page that is not ours, or is older than the process, comes here.
            return problem(400, words.say("unreadable"), unreadable);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, request.method() + " " + request.path() + " failed", defect);
            return problem(500, words.say("defect"), defect);
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
        // A foreign page can send any other type without asking the browser first.
        if (!request.header("content-type").startsWith("application/json")) {
            throw new ControlRefusal(415, words.say("no-json"));
        }
        if (request.body().length > BODY_BYTES_MAX) {
            throw new ControlRefusal(413, words.say("too-big", 10));
        }
        JsonNode body = request.json();
        if (!body.isObject()) {
            throw new ControlRefusal(400, words.say("no-json"));
        }
        return body;
    }

    private static WireResponse problem(int status, String sentence, @Nullable RuntimeException detail) {
        ObjectNode problem = Json.object().put("problem", sentence);
        return WireResponse.json(status, detail == null ? problem : problem.put("detail", detail.toString()));
    }
}
