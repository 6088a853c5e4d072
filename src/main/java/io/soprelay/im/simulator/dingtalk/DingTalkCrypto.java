package io.soprelay.im.simulator.dingtalk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How DingTalk seals events and signs what it posts. */
final class DingTalkCrypto {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BLOCK = 32;
    private static final int SALT = 16;

    private DingTalkCrypto() {}

    /** Robot messages: Base64 of HMAC-SHA256 over {@code timestamp\nsecret} under the app secret. */
    static String signMessage(String timestamp, String appSecret) {
        return hmac(appSecret, timestamp + "\n" + appSecret);
    }

    /** Card callbacks: Base64 of HMAC-SHA256 over the timestamp; the body is not signed. */
    static String signCard(String timestamp, String apiSecret) {
        return hmac(apiSecret, timestamp);
    }

    /** Events: lower-case hex of SHA-1 over the four, sorted and joined. */
    static String signEvent(String token, String timestamp, String nonce, String sealed) {
        StringBuilder joined = new StringBuilder();
        Stream.of(token, timestamp, nonce, sealed).sorted().forEach(joined::append);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(joined.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static String seal(String aesKey, String owner, String plain) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        byte[] text = plain.getBytes(StandardCharsets.UTF_8);
        byte[] name = owner.getBytes(StandardCharsets.UTF_8);
        int length = SALT + 4 + text.length + name.length;
        int padding = BLOCK - length % BLOCK;
        ByteBuffer all = ByteBuffer.allocate(length + padding);
        all.put(salt).putInt(text.length).put(text).put(name);
        while (all.hasRemaining()) {
            all.put((byte) padding);
        }
        return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE, aesKey, all.array()));
    }

    /** The text inside; empty when it can not be opened or belongs to somebody else. */
    static String open(String aesKey, String owner, String sealed) {
        try {
            byte[] all = cipher(Cipher.DECRYPT_MODE, aesKey, Base64.getDecoder().decode(sealed));
            int padding = all[all.length - 1];
            int textLength = ByteBuffer.wrap(all, SALT, 4).getInt();
            byte[] text = Arrays.copyOfRange(all, SALT + 4, SALT + 4 + textLength);
            byte[] name = Arrays.copyOfRange(all, SALT + 4 + textLength, all.length - padding);
            boolean ours = new String(name, StandardCharsets.UTF_8).equals(owner);
            return ours ? new String(text, StandardCharsets.UTF_8) : "";
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    private static byte[] cipher(int mode, String aesKey, byte[] bytes) {
        try {
            byte[] key = Base64.getDecoder().decode(aesKey + "=");
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
