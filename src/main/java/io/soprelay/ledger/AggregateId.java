package io.soprelay.ledger;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Names one unit of consistency. All of its keys, its schedules and its command ids live in one partition.
 *
 * @param id stable; at most 80 characters of letters, digits, {@code -}, {@code _}, {@code :}
 */
public record AggregateId(Kind kind, String id) {
    /** Fixed for ever: stored at first start and checked at each one. */
    public static final int PARTITIONS = 64;

    private static final int ID_CHARS_MAX = 80;

    /** What the aggregate is; the name is part of stored keys. */
    public enum Kind {
        /** A flow instance. */
        FLOW("f"),
        /** A person. */
        MEMBER("m"),
        /** What a person wrote to the bot: one entry a message, no state that is checked. */
        INBOX("x"),
        /** All roles of the company. */
        ROLES("r"),
        /** A flow's published versions: one commit a version. */
        DEFINITION("d"),
        /** The key under which an app uploaded a picture. */
        UPLOAD("u"),
        /** A card that was made on a platform and not delivered. */
        UNDELIVERED("c"),
        /** How many calls a platform counted in a month. */
        CALLS("q"),
        /** A person's wish for a digest. */
        DIGEST("g"),
        /** What a person is to be reminded of, and was nudged about lately. */
        REMINDERS("k"),
        /** What cannot go on without a person. */
        INCIDENT("i"),
        /** Facts fixed once for the installation. */
        INSTALLATION("n");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** Whether one that is live no more is kept in mind until its last work is seen done ({@link Ledger#ended}). */
        public boolean endsWatched() {
            return this == FLOW;
        }
    }

    public AggregateId {
        if (id.isEmpty() || id.length() > ID_CHARS_MAX || !isPlain(id)) {
            throw new IllegalArgumentException("An aggregate id has 1 to 80 plain characters, but was '" + id + "'");
        }
    }

    private static boolean isPlain(String id) {
        for (int at = 0; at < id.length(); at++) {
            if (!isPlain(id.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == ':'
                || character == '-';
    }

    /** 0 to 63; depends on the id alone, so that a member and the member's inbox share a partition. */
    public int partition() {
        return partitionOf(id);
    }

    /** The partition of everything that is named by this id. */
    public static int partitionOf(String id) {
        CRC32 crc = new CRC32();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % PARTITIONS);
    }
}
