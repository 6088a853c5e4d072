package io.soprelay.archive;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far an archive is, as the store is told: whatever stands before it is on disk and may have left the store.
 *
 * @param segment 0 for an archive without any
 * @param end of its last entry, in bytes
 * @param seal of that entry, hexadecimal
 */
record ArchiveHead(int segment, long end, String seal) {
    static final ArchiveHead NONE = new ArchiveHead(0, 0, "");

    static ArchiveHead of(int segment, long end, byte[] seal) {
        return new ArchiveHead(segment, end, HexFormat.of().formatHex(seal));
    }

    /** One that somebody else wrote is taken for none: what it would have told is missed by the count of sealed acts. */
    static ArchiveHead parse(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,9}:\\d{1,15}:[0-9a-f]{64}")) {
            return NONE;
        }
        String[] parts = text.split(":", 3);
        return new ArchiveHead(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    String text() {
        return String.format(Locale.ROOT, "%d:%d:%s", segment, end, seal);
    }

    boolean isSealedBy(byte[] other) {
        return seal.equals(HexFormat.of().formatHex(other));
    }
}
