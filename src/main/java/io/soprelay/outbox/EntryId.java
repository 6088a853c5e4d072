package io.soprelay.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of entries that are made from a platform's own names: nothing says how long those may be. */
final class EntryId {
    /** A schedule takes 200; what was stored under its plain name keeps it. */
    private static final int CHARS_MAX = 200;

    private EntryId() {}

    /** The id itself, or what it begins with and the SHA-256 of all of it. */
    static String of(String id) {
        return id.length() <= CHARS_MAX ? id : id.substring(0, id.indexOf('/') + 1) + sha256(id);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
