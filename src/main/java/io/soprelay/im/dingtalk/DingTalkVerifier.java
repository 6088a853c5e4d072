package io.soprelay.im.dingtalk;

import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.dingtalk.DingTalkCrypto.Opened;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.settings.DingTalkSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides whether a call by HTTP is what it claims to be, before anything in it is believed. Thread safe.
 *
 * <p>What the platform signs is weak for messages and presses: the time alone, not the body. Whoever overhears one signature
 * may use it for any body while it is fresh; a signature is therefore good for five minutes for presses, a press is known
 * by its signature and body together, so that the same one acts once, and other bodies under a used signature are refused
 * ({@link SignaturesSeen}). Stream mode has no such gap.
 */
final class DingTalkVerifier {
    private static final Duration PRESS_AGE_MAX = Duration.ofMinutes(5);
    /** As the platform documents it for messages; an event that was not acknowledged comes again. */
    private static final Duration OTHER_AGE_MAX = Duration.ofHours(1);
    /** How far the platform's clock may be ahead of ours. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final int NONCE_CHARS_MAX = 256;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final DingTalkSettings settings;
    private final TenantGuard tenants;
    private final @Nullable DingTalkCrypto crypto;
    private final SignaturesSeen seen = new SignaturesSeen();

    DingTalkVerifier(DingTalkSettings settings, TenantGuard tenants) {
        if (!settings.callbackApiSecret().isPresent()) {
            throw new IllegalArgumentException("Presses cannot be verified without relay.dingtalk.callback-api-secret");
        }
        this.settings = settings;
        this.tenants = tenants;
        this.crypto =
                settings.aesKey().isPresent() ? new DingTalkCrypto(settings.eventToken(), settings.aesKey()) : null;
    }

    /** The verdict over one call. */
    sealed interface Verdict {
        /** @param id the same if the same call comes again */
        record Verified(String id, JsonNode body) implements Verdict {}

        /**
         * @param eventType {@code check_url} is the console's test of the address
         * @param ownerKey to be put into the answer
         */
        record Event(String eventType, JsonNode body, String ownerKey) implements Verdict {}

        record Refused(Outcome outcome, int httpStatus) implements Verdict {}
    }

    /**
     * A message to the robot.
     *
     * @param timestamp header {@code timestamp}, milliseconds
     * @param sign header {@code sign}
     */
    Verdict message(@Nullable String timestamp, @Nullable String sign, byte[] rawBody, Instant receivedAt) {
        String secret = settings.clientSecret().reveal();
        return signed(timestamp, sign, secret, timestamp + "\n" + secret, OTHER_AGE_MAX, rawBody, receivedAt);
    }

    /**
     * A press on a card.
     *
     * @param timestamp header {@code x-ddpaas-signature-timestamp}, milliseconds
     * @param signature header {@code x-ddpaas-signature}
     */
    Verdict press(@Nullable String timestamp, @Nullable String signature, byte[] rawBody, Instant receivedAt) {
        String secret = settings.callbackApiSecret().reveal();
        return signed(timestamp, signature, secret, String.valueOf(timestamp), PRESS_AGE_MAX, rawBody, receivedAt);
    }

    /** A subscribed event; the parameters stand in the address. */
    Verdict event(
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String signature,
            byte[] rawBody,
            Instant receivedAt) {
        if (crypto == null) {
            return new Verdict.Refused(Outcome.UNRECOGNISED, NOT_FOUND);
        }
        if (timestamp == null || nonce == null || signature == null) {
            return new Verdict.Refused(Outcome.UNSIGNED, UNAUTHORISED);
        }
        JsonNode outer = DingTalkJson.object(rawBody);
        String encrypted = outer == null ? "" : outer.path("encrypt").asString("");
        if (encrypted.isEmpty()) {
            return new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST);
        }
        if (nonce.length() > NONCE_CHARS_MAX || !crypto.isSigned(timestamp, nonce, encrypted, signature)) {
            return new Verdict.Refused(Outcome.FORGED, UNAUTHORISED);
        }
        return isWithin(timestamp, receivedAt, OTHER_AGE_MAX)
                ? opened(crypto, encrypted)
                : new Verdict.Refused(Outcome.STALE, UNAUTHORISED);
    }

    private Verdict opened(DingTalkCrypto crypto, String encrypted) {
        Opened opened;
        try {
            opened = crypto.decrypt(encrypted);
        } catch (GeneralSecurityException otherKey) {
            return new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST);
        }
        try {
            // The platform's pages disagree on whose name it is: ours, or the company's.
            boolean forUs = opened.ownerKey().equals(settings.clientId()) || tenants.admits(opened.ownerKey());
            if (!forUs) {
                return new Verdict.Refused(Outcome.OTHER_APP, FORBIDDEN);
            }
        } catch (InboxUnavailableException away) {
            return new Verdict.Refused(Outcome.UNAVAILABLE, UNAVAILABLE);
        }
        JsonNode body = DingTalkJson.object(opened.json());
        String type = body == null
                ? ""
                : body.path("EventType").asString(body.path("eventType").asString(""));
        return body == null || type.isBlank()
                ? new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST)
                : new Verdict.Event(type, body, opened.ownerKey());
    }

    private Verdict signed(
            @Nullable String timestamp,
            @Nullable String given,
            String secret,
            String text,
            Duration ageMax,
            byte[] rawBody,
            Instant receivedAt) {
        if (timestamp == null || given == null) {
            return new Verdict.Refused(Outcome.UNSIGNED, UNAUTHORISED);
        }
        if (!DingTalkCrypto.same(hmac(secret, text), given)) {
            return new Verdict.Refused(Outcome.FORGED, UNAUTHORISED);
        }
        if (!isWithin(timestamp, receivedAt, ageMax)) {
            return new Verdict.Refused(Outcome.STALE, UNAUTHORISED);
        }
        JsonNode body = DingTalkJson.object(rawBody);
        if (body == null) {
            return new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST);
        }
        String id = idOf(given, rawBody);
        return seen.admits(given, id, receivedAt)
                ? new Verdict.Verified(id, body)
                : new Verdict.Refused(Outcome.FORGED, UNAUTHORISED);
    }

    /** Base64 of HMAC-SHA256. */
    static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }

    private static String idOf(String signature, byte[] rawBody) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(signature.getBytes(StandardCharsets.UTF_8));
            return "dt-" + HexFormat.of().formatHex(digest.digest(rawBody), 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static boolean isWithin(String timestamp, Instant receivedAt, Duration ageMax) {
        if (!timestamp.matches("[0-9]{9,15}")) {
            return false;
        }
        // Milliseconds, but the published examples of events count seconds.
        long number = Long.parseLong(timestamp);
        Instant signedAt = timestamp.length() <= 11 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        Duration age = Duration.between(signedAt, receivedAt);
        return age.compareTo(ageMax) <= 0 && age.compareTo(AHEAD_MAX.negated()) >= 0;
    }
}
