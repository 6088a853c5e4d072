package io.soprelay.catalog;

import java.time.Instant;

/**
 * One published version of a flow; never changed, and never deleted while an instance is pinned to it.
 *
 * @param flow the flow's key
 * @param version 1, 2, 3 …
 * @param canonical the definition as {@link FlowCodec} writes it: JSON with a format number
 * @param sha256 of the canonical form's UTF-8 bytes, 64 lower-case hex digits; the same for the same definition
 * @param source the file's text as the author wrote it
 * @param author a member id, or {@link #FROM_FILE}
 * @param at when it was published
 */
public record Published(
        String flow, int version, String canonical, String sha256, String source, String author, Instant at) {
    /** The author of what a start of the program took from a flow file. */
    public static final String FROM_FILE = "file";

    public boolean isFromFile() {
        return author.equals(FROM_FILE);
    }
}
