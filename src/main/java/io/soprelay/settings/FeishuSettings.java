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
 * @param verificationToken from the same page; compared on every event of the webhook, where it is mandatory
 * @param transport {@code long-connection} (default: the bot calls Feishu and needs no public address) or {@code
 *     webhook}; not set but with an {@code encryptKey}, which only the webhook needs, it is {@code webhook}, so that an
 *     installation from before there was a choice goes on as it did
 * @param cardAnswer how the fresh card of an answer to a press is shown: {@code ack} (default) inside the answer, {@code
 *     patch} by an update of the message after it
 */
public record FeishuSettings(
        boolean enabled,
        String baseUrl,
        String appId,
        Secret appSecret,
        Secret encryptKey,
        Secret verificationToken,
        String transport,
        String cardAnswer) {

    private static final String DEFAULT_BASE_URL = "https://open.feishu.cn";
    private static final String WEBHOOK = "webhook";
    private static final String LONG_CONNECTION = "long-connection";
    private static final String ACK = "ack";
    private static final String PATCH = "patch";

    public FeishuSettings {
        baseUrl = BaseUrl.checked("relay.feishu.base-url", Objects.requireNonNullElse(baseUrl, DEFAULT_BASE_URL));
        appId = Objects.requireNonNullElse(appId, "").strip();
        appSecret = Objects.requireNonNullElse(appSecret, Secret.NONE);
        encryptKey = Objects.requireNonNullElse(encryptKey, Secret.NONE);
        verificationToken = Objects.requireNonNullElse(verificationToken, Secret.NONE);
        transport = Objects.requireNonNullElse(transport, "").strip();
        if (transport.isEmpty()) {
            transport = encryptKey.isPresent() ? WEBHOOK : LONG_CONNECTION;
        }
        cardAnswer = Objects.requireNonNullElse(cardAnswer, ACK);
        if (!transport.equals(WEBHOOK) && !transport.equals(LONG_CONNECTION)) {
            throw new IllegalArgumentException(
                    "relay.feishu.transport must be webhook or long-connection, but was '%s'".formatted(transport));
        }
        if (!cardAnswer.equals(ACK) && !cardAnswer.equals(PATCH)) {
            throw new IllegalArgumentException(
                    "relay.feishu.card-answer must be ack or patch, but was '%s'".formatted(cardAnswer));
        }
        if (enabled) {
            require(!appId.isEmpty(), "app-id", "the app cannot call Feishu without it");
            require(appSecret.isPresent(), "app-secret", "the app cannot call Feishu without it");
        }
        if (enabled && transport.equals(WEBHOOK)) {
            require(
                    encryptKey.isPresent(),
                    "encrypt-key",
                    "without an Encrypt Key Feishu does not sign its calls and anybody could send events");
            require(verificationToken.isPresent(), "verification-token", "it is compared on every event");
        }
    }

    /** Feishu switched off; every other value its default. */
    public static FeishuSettings disabled() {
        return new FeishuSettings(
                false, DEFAULT_BASE_URL, "", Secret.NONE, Secret.NONE, Secret.NONE, LONG_CONNECTION, ACK);
    }

    /** Whether the bot opens a long connection; else Feishu calls the webhook. */
    public boolean byLongConnection() {
        return transport.equals(LONG_CONNECTION);
    }

    /** Whether the cards of answers are shown by an update after the answer. */
    public boolean cardsByUpdate() {
        return cardAnswer.equals(PATCH);
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
