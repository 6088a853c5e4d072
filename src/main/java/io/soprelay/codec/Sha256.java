package io.soprelay.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of what they name: the same text, the same name, and no other text has it. */
public final class Sha256 {
    public static final int BYTES = 32;

    private Sha256() {}

    /**
     * Of the text in UTF-8, in small hexadecimal digits, two a byte.
     *
     * @param bytes of the hash, from its beginning, 1 to {@value #BYTES}; 12 are enough for what nobody chooses
     */
    public static String hex(String text, int bytes) {
        return hex(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** As of a text, of what is no text. */
    public static String hex(byte[] content, int bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
