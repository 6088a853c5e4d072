package io.soprelay.im.feishu;

import io.soprelay.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The platform's signature and encryption of callbacks, both keyed by the app's Encrypt Key. Thread safe. */
final class FeishuCrypto {
    private static final int IV_BYTES = 16;

    private final byte[] encryptKey;
    private final SecretKeySpec aesKey;

    FeishuCrypto(Secret encryptKey) {
        this.encryptKey = encryptKey.reveal().getBytes(StandardCharsets.UTF_8);
        this.aesKey = new SecretKeySpec(sha256().digest(this.encryptKey), "AES");
    }

    /** Whether {@code signature} is the hexadecimal SHA-256 of timestamp, nonce, key and the raw body. */
    boolean isSigned(String timestamp, String nonce, byte[] rawBody, String signature) {
        byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(signatureOf(timestamp, nonce, rawBody).getBytes(StandardCharsets.UTF_8), given);
    }

    /** The signature as the platform writes it: 64 lower-case hexadecimal digits. */
    String signatureOf(String timestamp, String nonce, byte[] rawBody) {
        MessageDigest digest = sha256();
        digest.update((timestamp + nonce).getBytes(StandardCharsets.UTF_8));
        digest.update(encryptKey);
        return HexFormat.of().formatHex(digest.digest(rawBody));
    }

    /**
     * Decrypts the {@code encrypt} property: base64 of a 16-byte IV and AES-256-CBC blocks.
     *
     * @throws GeneralSecurityException if it is not that, or was made with another key
     */
    byte[] decrypt(String encrypted) throws GeneralSecurityException {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("The encrypted text is not base64", notBase64);
        }
        if (data.length <= IV_BYTES) {
            throw new GeneralSecurityException("The encrypted text is too short");
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, aesKey, new IvParameterSpec(data, 0, IV_BYTES));
        return cipher.doFinal(data, IV_BYTES, data.length - IV_BYTES);
    }

    /** Compares two texts in constant time; a null never equals anything. */
    static boolean same(Secret expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.reveal().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
