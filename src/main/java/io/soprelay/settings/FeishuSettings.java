package io.soprelay.settings;

import java.util.Objects;

/**
 * The Feishu app ({@code relay.feishu.*}).
 *
 * <p>The constructor throws {@link IllegalArgumentException} with the property, what is asked for and the value found. A
 * binder may leave out any component (null): it then takes its default, so the defaults stand here and nowhere else.
 * While {@code enabled} is false nothing but the shapes of what is given is checked.
 *
 * @param enabled default false
 * @param baseUrl default {@code https://open.feishu.cn} (Lark: {@code https://open.larksuite.com}); {@code https}, or
 *     {@code http} on a loopback host; without a path
 * @param appId {@code cli_…}
 * @param appSecret of the app
 * @param encryptKey the Encrypt Key of the console's "events and callbacks" page; mandatory with {@code webhook},
 *     because without it the platform does not sign and anybody could send events
 * @param verificationToken from the same page; compared on every event
 * @param transport {@code webhook} (default); {@code long-connection} is known but refused for now
 */
public record FeishuSettings(
        boolean enabled,
        String baseUrl,
        String appId,
        Secret appSecret,
        Secret encryptKey,
        Secret verificationToken,
        String transport) {

    private static final String DEFAULT_BASE_URL = "https://open.feishu.cn";
    private static final String WEBHOOK = "webhook";
    private static final String LONG_CONNECTION = "long-connection";

    public FeishuSettings {
        baseUrl = BaseUrl.checked("relay.feishu.base-url", Objects.requireNonNullElse(baseUrl, DEFAULT_BASE_URL));
        appId = Objects.requireNonNullElse(appId, "").strip();
        appSecret = Objects.requireNonNullElse(appSecret, Secret.NONE);
        encryptKey = Objects.requireNonNullElse(encryptKey, Secret.NONE);
        verificationToken = Objects.requireNonNullElse(verificationToken, Secret.NONE);
        transport = Objects.requireNonNullElse(transport, WEBHOOK);
        if (!transport.equals(WEBHOOK) && !transport.equals(LONG_CONNECTION)) {
            throw new IllegalArgumentException(
                    "relay.feishu.transport must be webhook or long-connection, but was '%s'".formatted(transport));
        }
        if (enabled) {
            if (transport.equals(LONG_CONNECTION)) {
                throw new IllegalArgumentException(
                        "relay.feishu.transport long-connection is not available yet; use webhook");
            }
            require(!appId.isEmpty(), "app-id", "the app cannot call Feishu without it");
            require(appSecret.isPresent(), "app-secret", "the app cannot call Feishu without it");
            require(
                    encryptKey.isPresent(),
                    "encrypt-key",
                    "without an Encrypt Key Feishu does not sign its calls and anybody could send events");
            require(verificationToken.isPresent(), "verification-token", "it is compared on every event");
        }
    }

    /** Feishu switched off; every other value its default. */
    public static FeishuSettings disabled() {
        return new FeishuSettings(false, DEFAULT_BASE_URL, "", Secret.NONE, Secret.NONE, Secret.NONE, WEBHOOK);
    }

    /** Whether {@code baseUrl} points to this machine (simulator, tests). */
    public boolean isLoopback() {
        return BaseUrl.isLoopback(baseUrl);
    }

    /** Whether the real platform would be reached: then the simulator and the settable clock must stay off. */
    public boolean hasRealCredentials() {
        return enabled && !isLoopback();
    }

    private static void require(boolean given, String property, String why) {
        if (!given) {
            throw new IllegalArgumentException(
                    "relay.feishu.%s must be set while relay.feishu.enabled is true (%s), but was empty"
                            .formatted(property, why));
        }
    }
}
