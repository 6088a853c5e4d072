package io.soprelay.settings;

import java.net.URI;
import java.util.Objects;

/**
 * The DingTalk app ({@code relay.dingtalk.*}).
 *
 * <p>The constructor throws {@link IllegalArgumentException} with the property, what is asked for and the value found. A
 * binder may leave out any component (null): it then takes its default, so the defaults stand here and nowhere else.
 * While {@code enabled} is false nothing but the shapes of what is given is checked.
 *
 * @param enabled default false
 * @param baseUrl default {@code https://api.dingtalk.com}; {@code https}, or {@code http} on a loopback host; without a
 *     path
 * @param legacyBaseUrl default {@code https://oapi.dingtalk.com}, same rules: people and uploads are asked for there
 * @param clientId the app's Client ID (once AppKey), {@code ding…}
 * @param clientSecret its secret; also the key of the robot's signatures
 * @param robotCode the robot's code, default {@code clientId}, which it is for an app of one's own
 * @param transport {@code stream} or {@code http}; where it is not set, {@code http} if a value is given that only
 *     {@code http} uses, so that an installation goes on as it ran, else {@code stream}
 * @param taskTemplateId id of the published card template, {@code ….schema}; without it cards come as a built-in template
 *     without input fields
 * @param callbackApiSecret a text of your own with which DingTalk signs card presses; mandatory with {@code http}
 * @param aesKey of the event subscription: 43 letters and digits; together with {@code eventToken} or not at all
 * @param eventToken of the event subscription: 3 to 32 letters and digits
 * @param callbackUrl with {@code http}: the address under which DingTalk reaches {@code /callbacks/dingtalk/card}, to be
 *     registered at each start; without it somebody has to register it by hand
 * @param monthlyCalls the calls a calendar month that the company has bought, default 5000 (a standard organisation)
 * @param monthlyPushes the pushes a calendar month that it has, default 3000 (a standard organisation)
 */
public record DingTalkSettings(
        boolean enabled,
        String baseUrl,
        String legacyBaseUrl,
        String clientId,
        Secret clientSecret,
        String robotCode,
        String transport,
        String taskTemplateId,
        Secret callbackApiSecret,
        Secret aesKey,
        Secret eventToken,
        String callbackUrl,
        Integer monthlyCalls,
        Integer monthlyPushes) {

    private static final String GROUP = "relay.dingtalk.";
    private static final String DEFAULT_BASE_URL = "https://api.dingtalk.com";
    private static final String DEFAULT_LEGACY_BASE_URL = "https://oapi.dingtalk.com";
    private static final String STREAM = "stream";
    private static final String HTTP = "http";
    private static final int STANDARD_MONTHLY_CALLS = 5000;
    private static final int STANDARD_MONTHLY_PUSHES = 3000;

    public DingTalkSettings {
        baseUrl = BaseUrl.checked(GROUP + "base-url", Objects.requireNonNullElse(baseUrl, DEFAULT_BASE_URL));
        legacyBaseUrl = BaseUrl.checked(
                GROUP + "legacy-base-url", Objects.requireNonNullElse(legacyBaseUrl, DEFAULT_LEGACY_BASE_URL));
        clientId = Objects.requireNonNullElse(clientId, "").strip();
        clientSecret = Objects.requireNonNullElse(clientSecret, Secret.NONE);
        robotCode = Objects.requireNonNullElse(robotCode, "").strip();
        robotCode = robotCode.isEmpty() ? clientId : robotCode;
        taskTemplateId = Objects.requireNonNullElse(taskTemplateId, "").strip();
        callbackApiSecret = Objects.requireNonNullElse(callbackApiSecret, Secret.NONE);
        aesKey = Objects.requireNonNullElse(aesKey, Secret.NONE);
        eventToken = Objects.requireNonNullElse(eventToken, Secret.NONE);
        callbackUrl = Objects.requireNonNullElse(callbackUrl, "").strip();
        monthlyCalls = Objects.requireNonNullElse(monthlyCalls, STANDARD_MONTHLY_CALLS);
        monthlyPushes = Objects.requireNonNullElse(monthlyPushes, STANDARD_MONTHLY_PUSHES);
        boolean forHttpOnly = callbackApiSecret.isPresent() || aesKey.isPresent() || eventToken.isPresent();
        transport = Objects.requireNonNullElse(transport, "").strip();
        if (transport.isEmpty()) {
            transport = forHttpOnly ? HTTP : STREAM;
        }
        requireShapes(transport, taskTemplateId, aesKey, eventToken, callbackUrl);
        requireSome("monthly-calls", monthlyCalls);
        requireSome("monthly-pushes", monthlyPushes);
        if (enabled) {
            require(!clientId.isEmpty(), "client-id", "the app cannot call DingTalk without it");
            require(clientSecret.isPresent(), "client-secret", "the app cannot call DingTalk without it");
            require(
                    transport.equals(STREAM) || callbackApiSecret.isPresent(),
                    "callback-api-secret",
                    "with transport http DingTalk signs presses with it, and without it anybody could press");
            require(
                    aesKey.isPresent() || !eventToken.isPresent(),
                    "aes-key",
                    "event-token is given, and events need both");
            require(
                    eventToken.isPresent() || !aesKey.isPresent(),
                    "event-token",
                    "aes-key is given, and events need both");
        }
    }

    /** DingTalk switched off; every other value its default. */
    @SuppressWarnings("NullAway") // null stands for "not set", as a binder gives it
    public static DingTalkSettings disabled() {
        return new DingTalkSettings(
                false, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whether presses, messages and events come by HTTP; else over a connection that the bot opens. */
    public boolean isHttp() {
        return transport.equals(HTTP);
    }

    /** Whether every call stays on this machine (simulator, tests). */
    public boolean isLoopback() {
        return BaseUrl.isLoopback(baseUrl) && BaseUrl.isLoopback(legacyBaseUrl);
    }

    /** Whether the real platform would be reached: then the simulator and the settable clock must stay off. */
    public boolean hasRealCredentials() {
        return enabled && !isLoopback();
    }

    private static void requireShapes(
            String transport, String taskTemplateId, Secret aesKey, Secret eventToken, String callbackUrl) {
        if (!transport.equals(STREAM) && !transport.equals(HTTP)) {
            throw refusal("transport", "must be stream or http", transport);
        }
        if (!taskTemplateId.isEmpty() && !taskTemplateId.matches("[A-Za-z0-9_\\-]{1,90}\\.schema")) {
            throw refusal("task-template-id", "must be the id of a published template, ….schema", taskTemplateId);
        }
        // A secret is never printed, its length is no secret.
        if (aesKey.isPresent() && !aesKey.reveal().matches("[A-Za-z0-9]{43}")) {
            throw refusal(
                    "aes-key", "must be 43 letters and digits", aesKey.reveal().length() + " characters");
        }
        if (eventToken.isPresent() && !eventToken.reveal().matches("[A-Za-z0-9]{3,32}")) {
            throw refusal(
                    "event-token",
                    "must be 3 to 32 letters and digits",
                    eventToken.reveal().length() + " characters");
        }
        if (!callbackUrl.isEmpty() && !isSafeAddress(callbackUrl)) {
            throw refusal("callback-url", "must be https://host/callbacks/dingtalk/card", callbackUrl);
        }
    }

    private static void requireSome(String property, int number) {
        if (number < 1) {
            throw refusal(property, "must be 1 or more", Integer.toString(number));
        }
    }

    private static boolean isSafeAddress(String url) {
        try {
            return BaseUrl.isSafe(URI.create(url));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static IllegalArgumentException refusal(String property, String rule, String found) {
        return new IllegalArgumentException("%s%s %s, but was '%s'".formatted(GROUP, property, rule, found));
    }

    private static void require(boolean given, String property, String why) {
        if (!given) {
            throw new IllegalArgumentException(
                    "%s%s must be set while relay.dingtalk.enabled is true (%s), but was empty"
                            .formatted(GROUP, property, why));
        }
    }
}
