package io.soprelay.outbox;

import io.soprelay.codec.Sha256;

/** Ids of entries that are made from a platform's own names: nothing says how long those may be. */
final class EntryId {
    /** A schedule takes 200; what was stored under its plain name keeps it. */
    private static final int CHARS_MAX = 200;

    private EntryId() {}

    /** The id itself, or what it begins with and the SHA-256 of all of it. */
    static String of(String id) {
        return id.length() <= CHARS_MAX ? id : id.substring(0, id.indexOf('/') + 1) + Sha256.hex(id, Sha256.BYTES);
    }
}
