package io.soprelay.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whole HTTP requests as Feishu pushes them: envelope, encrypted, signed. Ready before they are measured. */
final class CallbackSealer {
    static final String APP_ID = "cli_bench";
    static final String APP_SECRET = "bench-secret";
    static final String ENCRYPT_KEY = "bench-encrypt-key";
    static final String VERIFICATION_TOKEN = "bench-token";
    static final String TENANT = "bench-tenant";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int IV_BYTES = 16;

    private final AtomicLong events = new AtomicLong();

    /** @param event what happened; takes a fresh event id, and is as old as this call */
    byte[] seal(String type, ObjectNode event) {
        Instant now = Instant.now();
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("schema", "2.0");
        long number = events.incrementAndGet();
        envelope.putObject("header")
                .put("event_id", "bench%08x".formatted(number))
                .put("token", VERIFICATION_TOKEN)
                .put("create_time", Long.toString(now.toEpochMilli()))
                .put("event_type", type)
                .put("tenant_key", TENANT)
                .put("app_id", APP_ID);
        envelope.set("event", event);
        byte[] body = MAPPER.writeValueAsBytes(
                JsonNodeFactory.instance.objectNode().put("encrypt", encrypted(envelope.toString(), number)));
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = "n" + number;
        String signature = HexFormat.of()
                .formatHex(sha256((timestamp + nonce + ENCRYPT_KEY).getBytes(StandardCharsets.UTF_8), body));
        String head =
                "POST /callbacks/feishu HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
                        + "X-Lark-Request-Timestamp: %s\r\nX-Lark-Request-Nonce: %s\r\nX-Lark-Signature: %s\r\nContent-Length: %d\r\n\r\n"
                                .formatted(timestamp, nonce, signature, body.length);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** Base64 of the 16 bytes of IV and AES-256-CBC blocks, the key being the SHA-256 of the Encrypt Key. */
    private static String encrypted(String plain, long number) {
        try {
            byte[] iv = ByteBuffer.allocate(IV_BYTES).putLong(number).array();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            byte[] key = sha256(ENCRYPT_KEY.getBytes(StandardCharsets.UTF_8));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] blocks = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(IV_BYTES + blocks.length)
                            .put(iv)
                            .put(blocks)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES", impossible);
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
