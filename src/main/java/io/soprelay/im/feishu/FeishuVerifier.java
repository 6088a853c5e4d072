package io.soprelay.im.feishu;

import io.soprelay.im.door.Bucket;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.feishu.FeishuWire.Envelope;
import io.soprelay.im.feishu.FeishuWire.Header;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Decides whether a callback is what it claims to be, over the raw bytes, before anything in it is believed. Thread safe.
 *
 * <p>Order: signature → coarse freshness → decryption → token → app → fine freshness → company. The one unsigned call
 * that is answered is the console's address check: it must carry the token and has no effect. Every failure of an
 * unsigned call gives the same answer, except that there were too many, so that nobody learns from it whether a forged
 * text could be decrypted.
 */
final class FeishuVerifier {
    static final String CARD_PRESS = "card.action.trigger";

    /** A press is sent once, at once; more is a replay or a wrong clock. */
    private static final Duration PRESS_AGE_MAX = Duration.ofMinutes(5);
    /** The platform pushes an unanswered event again for about 7 h. */
    private static final Duration EVENT_AGE_MAX = Duration.ofHours(8);
    /** How far the platform's clock may be ahead of ours. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final int CHALLENGE_CHARS_MAX = 256;
    private static final int NONCE_CHARS_MAX = 256;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    /** The console's check is one call, and people press its button a few times. */
    private static final int UNSIGNED_AT_ONCE = 20;

    private static final int UNSIGNED_A_MINUTE = 30;

    private final FeishuCrypto crypto;
    private final Secret verificationToken;
    private final FeishuAddressee addressee;
    /** Shared by all who do not sign: looking into a body costs a decryption. */
    private final Bucket unsigned = new Bucket(UNSIGNED_AT_ONCE, UNSIGNED_A_MINUTE, Instant.EPOCH);

    FeishuVerifier(FeishuSettings settings, TenantGuard tenants) {
        if (!settings.encryptKey().isPresent()) {
            throw new IllegalArgumentException("Callbacks cannot be verified without relay.feishu.encrypt-key");
        }
        this.crypto = new FeishuCrypto(settings.encryptKey());
        this.verificationToken = settings.verificationToken();
        this.addressee = new FeishuAddressee(settings.appId(), tenants);
    }

    /**
     * What the headers say.
     *
     * @param timestamp {@code X-Lark-Request-Timestamp}
     * @param nonce {@code X-Lark-Request-Nonce}
     * @param signature {@code X-Lark-Signature}
     */
    record Signature(
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String signature) {}

    /** The verdict over one callback. */
    sealed interface Verdict {
        /** Authentic, fresh, for this app, from this company. */
        record Verified(Envelope envelope, Header header, String eventType) implements Verdict {}

        /** Authentic, but in the envelope of old event kinds, none of which the bot reads. */
        record OldEnvelope() implements Verdict {}

        /** Answer this text. */
        record Challenge(String text) implements Verdict {}

        record Refused(Outcome outcome, int httpStatus) implements Verdict {}

        /** The company cannot be looked up now. */
        record Unknown(String eventType) implements Verdict {}
    }

    /** @param receivedAt by the machine's clock */
    Verdict verify(Signature signature, byte[] rawBody, Instant receivedAt) {
        String timestamp = signature.timestamp();
        String nonce = signature.nonce();
        String given = signature.signature();
        if (timestamp == null || nonce == null || given == null) {
            return challengeOr(rawBody, receivedAt, new Verdict.Refused(Outcome.UNSIGNED, UNAUTHORISED));
        }
        if (nonce.length() > NONCE_CHARS_MAX || !crypto.isSigned(timestamp, nonce, rawBody, given)) {
            return challengeOr(rawBody, receivedAt, new Verdict.Refused(Outcome.FORGED, UNAUTHORISED));
        }
        Optional<Instant> signedAt = FeishuTime.parse(timestamp);
        if (signedAt.isEmpty() || !isWithin(signedAt.get(), receivedAt, EVENT_AGE_MAX)) {
            return new Verdict.Refused(Outcome.STALE, UNAUTHORISED);
        }
        Envelope envelope = open(rawBody);
        if (envelope == null) {
            return new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST);
        }
        return verifySigned(envelope, signedAt.get(), receivedAt);
    }

    private Verdict verifySigned(Envelope envelope, Instant signedAt, Instant receivedAt) {
        Header header = envelope.header();
        String token = header == null ? envelope.token() : header.token();
        if (!FeishuCrypto.same(verificationToken, token)) {
            return new Verdict.Refused(Outcome.WRONG_TOKEN, FORBIDDEN);
        }
        if (header == null) {
            Verdict.Challenge challenge = challenge(envelope);
            return challenge == null ? new Verdict.OldEnvelope() : challenge;
        }
        return addressee.admit(
                envelope,
                header,
                eventType -> !eventType.equals(CARD_PRESS) || isWithin(signedAt, receivedAt, PRESS_AGE_MAX));
    }

    /** The platform does not sign its address check: whoever knows the token may have its text back. */
    private Verdict challengeOr(byte[] rawBody, Instant receivedAt, Verdict.Refused refusal) {
        if (!unsigned.take(receivedAt)) {
            return new Verdict.Refused(Outcome.TOO_MANY, TOO_MANY_REQUESTS);
        }
        Envelope envelope = open(rawBody);
        if (envelope == null || !FeishuCrypto.same(verificationToken, envelope.token())) {
            return refusal;
        }
        Verdict.Challenge challenge = challenge(envelope);
        return challenge == null ? refusal : challenge;
    }

    private static Verdict.@Nullable Challenge challenge(Envelope envelope) {
        String text = envelope.challenge();
        boolean asked = "url_verification".equals(envelope.type());
        return asked && text != null && text.length() <= CHALLENGE_CHARS_MAX ? new Verdict.Challenge(text) : null;
    }

    private @Nullable Envelope open(byte[] rawBody) {
        try {
            Envelope outer = FeishuJson.envelope(rawBody);
            String encrypted = outer == null ? null : outer.encrypt();
            return encrypted == null ? outer : FeishuJson.envelope(crypto.decrypt(encrypted));
        } catch (JacksonException | GeneralSecurityException unreadable) {
            return null;
        }
    }

    private static boolean isWithin(Instant signedAt, Instant receivedAt, Duration ageMax) {
        Duration age = Duration.between(signedAt, receivedAt);
        return age.compareTo(ageMax) <= 0 && age.compareTo(AHEAD_MAX.negated()) >= 0;
    }
}
