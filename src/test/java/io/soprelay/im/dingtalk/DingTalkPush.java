package io.soprelay.im.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.mock.web.MockHttpServletRequest;

/** The platform's side of a call, written from its documentation and not from our code. */
final class DingTalkPush {
    static final String CLIENT_SECRET = "client secret";
    static final String API_SECRET = "api secret";
    static final String AES_KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    static final String EVENT_TOKEN = "123456";

    private DingTalkPush() {}

    /** A recorded payload under {@code src/test/resources/dingtalk}. */
    static String recorded(String name) {
        try (InputStream file = DingTalkPush.class.getResourceAsStream("/dingtalk/" + name + ".json")) {
            if (file == null) {
                throw new AssertionError("no recorded payload " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static MockHttpServletRequest message(String payload, Instant at) {
        MockHttpServletRequest request = unsigned("robot", payload);
        String timestamp = Long.toString(at.toEpochMilli());
        request.addHeader("timestamp", timestamp);
        request.addHeader("sign", hmac(CLIENT_SECRET, timestamp + "\n" + CLIENT_SECRET));
        return request;
    }

    static MockHttpServletRequest press(String payload, Instant at) {
        MockHttpServletRequest request = unsigned("card", payload);
        String timestamp = Long.toString(at.toEpochMilli());
        request.addHeader("x-ddpaas-signature-timestamp", timestamp);
        request.addHeader("x-ddpaas-signature", hmac(API_SECRET, timestamp));
        return request;
    }

    static MockHttpServletRequest event(String payload, String ownerKey, Instant at) {
        String encrypted = encrypted(payload, ownerKey);
        String timestamp = Long.toString(at.toEpochMilli());
        MockHttpServletRequest request = unsigned("event", "{\"encrypt\":\"" + encrypted + "\"}");
        request.setParameter("timestamp", timestamp);
        request.setParameter("nonce", "nonce123");
        request.setParameter("signature", signature(timestamp, "nonce123", encrypted));
        return request;
    }

    static MockHttpServletRequest unsigned(String endpoint, String payload) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/dingtalk/" + endpoint);
        request.setContentType("application/json");
        request.setContent(payload.getBytes(UTF_8));
        return request;
    }

    static String signature(String timestamp, String nonce, String encrypted) {
        String all =
                Stream.of(EVENT_TOKEN, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(all.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String encrypted(String payload, String ownerKey) {
        byte[] text = payload.getBytes(UTF_8);
        byte[] owner = ownerKey.getBytes(UTF_8);
        int length = 16 + 4 + text.length + owner.length;
        int padding = 32 - length % 32;
        ByteBuffer plain = ByteBuffer.allocate(length + padding);
        plain.put("0123456789abcdef".getBytes(UTF_8))
                .putInt(text.length)
                .put(text)
                .put(owner);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
    }

    /** What the platform reads out of an answer. */
    static String decrypted(String encrypted) {
        byte[] plain = crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted));
        int length = ByteBuffer.wrap(plain, 16, 4).getInt();
        return new String(plain, 20, length, UTF_8);
    }

    private static byte[] crypt(int mode, byte[] data) {
        try {
            byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
