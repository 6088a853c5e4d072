package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hands out access tokens and checks them: two hours each, the same one as long as it is valid; both APIs take it. */
final class AccessTokens {
    private static final Duration LIFE = Duration.ofHours(2);

    private final DingTalkPlatformConfig config;
    private final Map<String, Instant> ends = new HashMap<>();
    private @Nullable String newest;

    AccessTokens(DingTalkPlatformConfig config) {
        this.config = config;
    }

    /** {@code /v1.0/oauth2/accessToken}. */
    WireResponse issue(WireRequest request) {
        JsonNode asked = request.json();
        if (!ours(Json.text(asked, "appKey"), Json.text(asked, "appSecret"))) {
            throw new DingTalkRefusal("invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        String token = valid();
        return WireResponse.json(200, Json.object().put("accessToken", token).put("expireIn", left(token)));
    }

    /** {@code /gettoken} of the old API. */
    WireResponse issueOld(WireRequest request) {
        if (!ours(request.queryValue("appkey"), request.queryValue("appsecret"))) {
            throw new DingTalkRefusal(40089, "不合法的corpid或corpsecret");
        }
        String token = valid();
        return WireResponse.json(
                200,
                Json.object()
                        .put("errcode", 0)
                        .put("errmsg", "ok")
                        .put("access_token", token)
                        .put("expires_in", left(token)));
    }

    boolean ours(String clientId, String clientSecret) {
        return clientId.equals(config.app().clientId())
                && clientSecret.equals(config.app().clientSecret());
    }

    synchronized void check(String token) {
        Instant end = ends.get(token);
        if (end == null || !config.machineClock().instant().isBefore(end)) {
            throw DingTalkRefusal.noToken(end != null);
        }
    }

    /** Every token handed out so far ends now. */
    synchronized void expireAll() {
        newest = null;
        ends.replaceAll((token, end) -> Instant.EPOCH);
    }

    /** Never to be written to a log. */
    synchronized Set<String> handedOut() {
        return Set.copyOf(ends.keySet());
    }

    private synchronized String valid() {
        Instant now = config.machineClock().instant();
        String token = newest;
        Instant end = token == null ? null : ends.get(token);
        if (token == null || end == null || !now.isBefore(end)) {
            token = Ids.hex(16);
            newest = token;
            ends.put(token, now.plus(LIFE));
        }
        return token;
    }

    private synchronized long left(String token) {
        return Duration.between(config.machineClock().instant(), ends.getOrDefault(token, Instant.EPOCH))
                .toSeconds();
    }
}
