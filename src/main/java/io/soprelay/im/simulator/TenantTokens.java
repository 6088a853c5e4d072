package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands out tenant tokens and checks them: two hours each, the same one while 30 minutes are left. */
final class TenantTokens {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration RENEWAL = Duration.ofMinutes(30);

    private record Token(String value, Instant end) {}

    private final FeishuPlatformConfig config;
    private final Set<String> handedOut = ConcurrentHashMap.newKeySet();
    private @Nullable Token newest;
    private @Nullable Token older;

    TenantTokens(FeishuPlatformConfig config) {
        this.config = config;
    }

    synchronized WireResponse issue(WireRequest request) {
        JsonNode asked = request.json();
        ObjectNode answer = Json.object();
        if (!Json.text(asked, "app_id").equals(config.appId())) {
            return WireResponse.json(200, answer.put("code", 10003).put("msg", "invalid param"));
        }
        if (!Json.text(asked, "app_secret").equals(config.appSecret())) {
            return WireResponse.json(200, answer.put("code", 10014).put("msg", "app secret invalid"));
        }
        Instant now = config.machineClock().instant();
        Token token = newest;
        if (token == null || now.plus(RENEWAL).isAfter(token.end())) {
            older = token;
            token = new Token("t-" + Ids.hex(20), now.plus(LIFE));
            newest = token;
            handedOut.add(token.value());
        }
        answer.put("code", 0).put("msg", "ok").put("tenant_access_token", token.value());
        return WireResponse.json(
                200, answer.put("expire", Duration.between(now, token.end()).toSeconds()));
    }

    /** Every token handed out so far ends now. */
    synchronized void expireAll() {
        newest = null;
        older = null;
    }

    /** Refuses with 99991661 (none), 99991671 (not a token at all) or 99991663 (not valid, or no longer). */
    synchronized void check(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            throw new FeishuRefusal(
                    99991661, "Missing access token for authorization. Please make a request with token attached.");
        }
        String value = authorization.substring("Bearer ".length());
        if (!value.startsWith("t-")) {
            throw new FeishuRefusal(99991671, "Invalid access token, must start with \"t-\" or \"u-\"");
        }
        if (!valid(newest, value) && !valid(older, value)) {
            throw new FeishuRefusal(
                    99991663, "Invalid access token for authorization. Please make a request with token attached.");
        }
    }

    /** Never to be written to a log. */
    Set<String> handedOut() {
        return Set.copyOf(handedOut);
    }

    private boolean valid(@Nullable Token token, String value) {
        return token != null
                && token.value().equals(value)
                && config.machineClock().instant().isBefore(token.end());
    }
}
