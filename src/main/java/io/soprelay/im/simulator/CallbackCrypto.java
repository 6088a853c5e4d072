package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How Feishu seals and signs what it pushes. */
final class CallbackCrypto {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CallbackCrypto() {}

    /** AES-256-CBC with PKCS7, key = SHA-256(encryptKey), the 16 bytes of IV in front, all of it Base64. */
    static String encrypt(String encryptKey, String plain) {
        byte[] iv = new byte[16];
        RANDOM.nextBytes(iv);
        return encrypt(encryptKey, plain, iv);
    }

    static String encrypt(String encryptKey, String plain, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            byte[] key = Ids.sha256(encryptKey.getBytes(StandardCharsets.UTF_8));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[iv.length + sealed.length];
            System.arraycopy(iv, 0, all, 0, iv.length);
            System.arraycopy(sealed, 0, all, iv.length, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES must work on every JDK", e);
        }
    }

    /** Lower-case hex of SHA-256 over timestamp, nonce, key and the raw body, in this order. */
    static String sign(String timestamp, String nonce, String encryptKey, byte[] body) {
        byte[] front = (timestamp + nonce + encryptKey).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Ids.sha256(front, body));
    }
}
