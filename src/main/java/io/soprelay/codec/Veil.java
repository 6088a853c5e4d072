package io.soprelay.codec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hides the personal texts of one record in its stored bytes: AES-256 in Galois counter mode. The nonce is a hash of the
 * texts under a key of its own, so that the same texts are hidden as the same bytes: a stored state can be compared with
 * the one its events give. Safe for concurrent use.
 */
public final class Veil {
    /** A key to hide with, and one that nonces are made with. */
    public static final int SECRET_BYTES = 64;

    /** Whose key is deleted: nothing is read any more, and nothing is kept. */
    public static final Veil ERASED = new Veil(null);

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] NOTHING = new byte[0];

    private final byte @Nullable [] secret;

    private Veil(byte @Nullable [] secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException if the secret has not {@value #SECRET_BYTES} bytes */
    public static Veil of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "A veil's secret has %d bytes, but had %d".formatted(SECRET_BYTES, secret.length));
        }
        return new Veil(secret.clone());
    }

    /** What stands for the texts in the store; empty if they are erased. */
    byte[] hide(byte[] texts) {
        if (secret == null) {
            return NOTHING;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, KEY_BYTES, KEY_BYTES, "HmacSHA256"));
            byte[] nonce = Arrays.copyOf(mac.doFinal(texts), NONCE_BYTES);
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, secret, nonce).doFinal(texts);
            return ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES in Galois counter mode", e);
        }
    }

    /**
     * The texts; null if they are erased, or were hidden with another key, or changed: whoever has lost the key still has the
     * record. That something was changed is said by the seals.
     */
    byte @Nullable [] show(byte[] hidden) {
        if (secret == null || hidden.length <= NONCE_BYTES) {
            return null;
        }
        try {
            byte[] nonce = Arrays.copyOf(hidden, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, secret, nonce).doFinal(hidden, NONCE_BYTES, hidden.length - NONCE_BYTES);
        } catch (AEADBadTagException notOurs) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES in Galois counter mode", e);
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, 0, KEY_BYTES, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
