package io.soprelay.im.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.mock.web.MockHttpServletRequest;

/** The platform's side of a callback, written from its documentation and not from our code. */
final class FeishuPush {
    static final String ENCRYPT_KEY = "test key";

    private FeishuPush() {}

    /** A recorded payload under {@code src/test/resources/feishu}. */
    static String recorded(String name) {
        try (InputStream file = FeishuPush.class.getResourceAsStream("/feishu/" + name + ".json")) {
            if (file == null) {
                throw new AssertionError("no recorded payload " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static MockHttpServletRequest signed(String payload, Instant at) {
        return signed(encrypted(payload, ENCRYPT_KEY), at, ENCRYPT_KEY);
    }

    static MockHttpServletRequest signed(byte[] body, Instant at, String key) {
        String timestamp = Long.toString(at.getEpochSecond());
        MockHttpServletRequest request = unsigned(body);
        request.addHeader("X-Lark-Request-Timestamp", timestamp);
        request.addHeader("X-Lark-Request-Nonce", "nonce123");
        request.addHeader("X-Lark-Signature", hex(sha256((timestamp + "nonce123" + key).getBytes(UTF_8), body)));
        return request;
    }

    static MockHttpServletRequest unsigned(byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/feishu");
        request.setContentType("application/json");
        request.setContent(body);
        return request;
    }

    static byte[] encrypted(String payload, String key) {
        try {
            byte[] iv = Arrays.copyOf(sha256(payload.getBytes(UTF_8), new byte[0]), 16);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(sha256(key.getBytes(UTF_8), new byte[0]), "AES"),
                    new IvParameterSpec(iv));
            byte[] blocks = cipher.doFinal(payload.getBytes(UTF_8));
            byte[] both = Arrays.copyOf(iv, iv.length + blocks.length);
            System.arraycopy(blocks, 0, both, iv.length, blocks.length);
            return ("{\"encrypt\":\"" + Base64.getEncoder().encodeToString(both) + "\"}").getBytes(UTF_8);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
