package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API side of the platform: finds the route, lets faults happen, checks token and rates, wraps the answer. */
final class FeishuApi {
    /** Answers one call or throws a {@link FeishuRefusal}; the matcher holds the path parameters. */
    interface Handler {
        WireResponse handle(WireRequest request, Matcher path);
    }

    private record Route(String method, Pattern path, String api, boolean needsToken, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();
    private final TenantTokens tokens;
    private final RateLimits limits;
    private final Faults faults;

    FeishuApi(TenantTokens tokens, RateLimits limits, Faults faults) {
        this.tokens = tokens;
        this.limits = limits;
        this.faults = faults;
    }

    /** @param path below {@code /open-apis}, with {@code :name} for a parameter */
    void route(String method, String path, Handler handler) {
        Pattern pattern = Pattern.compile("/open-apis" + path.replaceAll(":\\w+", "([^/]+)"));
        boolean needsToken = !path.startsWith("/auth/");
        routes.add(new Route(method, pattern, method + " " + path, needsToken, handler));
    }

    /** Success in Feishu's envelope. */
    static WireResponse ok(JsonNode data) {
        ObjectNode envelope = Json.object().put("code", 0).put("msg", "success");
        envelope.set("data", data);
        return WireResponse.json(200, envelope);
    }

    /** @return empty when the connection is to break without an answer */
    Optional<WireResponse> answer(WireRequest request) {
        if (request.body().length > LoopbackServer.BODY_BYTES_MAX) {
            return Optional.of(WireResponse.text(413, "text/plain", "request entity too large"));
        }
        String logId = "2026" + Ids.hex(14);
        for (Route route : routes) {
            Matcher path = route.path().matcher(request.path());
            if (route.method().equals(request.method()) && path.matches()) {
                return answer(route, request, path, logId).map(answer -> answer.withHeader("X-Tt-Logid", logId));
            }
        }
        return Optional.of(
                WireResponse.text(404, "text/plain", "404 page not found").withHeader("X-Tt-Logid", logId));
    }

    private Optional<WireResponse> answer(Route route, WireRequest request, Matcher path, String logId) {
        Optional<Faults.Kind> fault = faults.take(request.path());
        try {
            fault.ifPresent(this::refuseBefore);
            if (route.needsToken()) {
                tokens.check(request.header("authorization"));
            }
            limits.api(route.api());
            WireResponse done = route.handler().handle(request, path);
            return fault.isPresent() ? spoil(fault.get(), done) : Optional.of(done);
        } catch (FeishuRefusal refusal) {
            return Optional.of(refused(refusal, logId));
        }
    }

    private void refuseBefore(Faults.Kind kind) {
        switch (kind) {
            case TOO_MANY -> throw FeishuRefusal.tooMany(50, 1);
            case TOO_MANY_WITHOUT_RESET ->
                throw new FeishuRefusal(429, 99991400, "request trigger frequency limit", Map.of());
            case SERVER_ERROR -> throw new FeishuRefusal(500, 2200, "Internal Error", Map.of());
            case TOKEN_EXPIRED -> tokens.expireAll();
            case MESSAGE_GONE -> throw new FeishuRefusal(230110, "Action unavailable as the message has been deleted.");
            case PERSON_UNREACHABLE -> throw new FeishuRefusal(230013, "Bot has NO availability to this user.");
            default -> {}
        }
    }

    private Optional<WireResponse> spoil(Faults.Kind kind, WireResponse done) {
        return switch (kind) {
            case LOST_ANSWER -> Optional.empty();
            case BROKEN_JSON -> Optional.of(WireResponse.text(200, "application/json", "{\"code\":0,\"data\":{\"mess"));
            case SLOW -> {
                LockSupport.parkNanos(faults.slowness().toNanos());
                yield Optional.of(done);
            }
            default -> Optional.of(done);
        };
    }

    private static WireResponse refused(FeishuRefusal refusal, String logId) {
        ObjectNode envelope = Json.object().put("code", refusal.code()).put("msg", refusal.getMessage());
        envelope.putObject("error").put("log_id", logId);
        WireResponse answer = WireResponse.json(refusal.status(), envelope);
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }
}
