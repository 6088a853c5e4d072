package io.soprelay.flow.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture or file that proves something; its bytes are in the media store.
 *
 * @param sha256 names the bytes: 64 lower-case hex digits
 * @param picture whether it can be shown as a picture
 * @param name the file name as sent; a label only
 * @param by who sent it
 * @param at when it was attached
 */
public record Evidence(
        String sha256, boolean picture, @Nullable String name, MemberId by, Instant at) {
    private static final List<String> PAPER_ENDINGS = List.of(".pdf", ".heic", ".heif");

    /** Whether it is kept only until a picture comes: a file that is neither a picture nor what people scan or shoot. */
    public boolean isStopgap() {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return !picture && PAPER_ENDINGS.stream().noneMatch(lower::endsWith);
    }
}
