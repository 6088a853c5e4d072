package io.soprelay.im.dingtalk;

import io.soprelay.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The platform's signature and encryption of subscribed events. Thread safe. */
final class DingTalkCrypto {
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH_BYTES = 4;
    /** Not the cipher's 16: the padding is done by hand. */
    private static final int BLOCK_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String token;
    private final SecretKeySpec key;
    private final IvParameterSpec iv;

    /** @param aesKey 43 letters and digits */
    DingTalkCrypto(Secret token, Secret aesKey) {
        this.token = token.reveal();
        byte[] bytes = Base64.getDecoder().decode(aesKey.reveal() + "=");
        this.key = new SecretKeySpec(bytes, "AES");
        this.iv = new IvParameterSpec(bytes, 0, RANDOM_BYTES);
    }

    /** @param ownerKey whom the platform says it is for: the app's client id, or the company */
    record Opened(byte[] json, String ownerKey) {}

    boolean isSigned(String timestamp, String nonce, String encrypted, String signature) {
        return same(signatureOf(timestamp, nonce, encrypted), signature);
    }

    /** 40 lower-case hexadecimal digits. */
    String signatureOf(String timestamp, String nonce, String encrypted) {
        String sorted = Stream.of(token, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(sorted.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }

    /** @throws GeneralSecurityException if it was not made with this key */
    Opened decrypt(String encrypted) throws GeneralSecurityException {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("The encrypted text is not base64", notBase64);
        }
        if (data.length == 0) {
            throw new GeneralSecurityException("The encrypted text is empty");
        }
        byte[] padded = cipher(Cipher.DECRYPT_MODE).doFinal(data);
        int padding = padded[padded.length - 1];
        int end = padded.length - padding;
        if (padding < 1 || padding > BLOCK_BYTES || end < RANDOM_BYTES + LENGTH_BYTES) {
            throw new GeneralSecurityException("The padding is not the platform's");
        }
        int length = ByteBuffer.wrap(padded, RANDOM_BYTES, LENGTH_BYTES).getInt();
        int start = RANDOM_BYTES + LENGTH_BYTES;
        if (length < 0 || length > end - start) {
            throw new GeneralSecurityException("The length is not the text's");
        }
        return new Opened(
                Arrays.copyOfRange(padded, start, start + length),
                new String(padded, start + length, end - start - length, StandardCharsets.UTF_8));
    }

    String encrypt(String text, String ownerKey) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        byte[] owner = ownerKey.getBytes(StandardCharsets.UTF_8);
        int length = RANDOM_BYTES + LENGTH_BYTES + words.length + owner.length;
        int padding = BLOCK_BYTES - length % BLOCK_BYTES;
        byte[] padded = new byte[length + padding];
        Arrays.fill(padded, length, padded.length, (byte) padding);
        ByteBuffer.wrap(padded).put(random).putInt(words.length).put(words).put(owner);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(padded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key was used before", impossible);
        }
    }

    /** Compares two texts in constant time. */
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, key, iv);
        return cipher;
    }
}
