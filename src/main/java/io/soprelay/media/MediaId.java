package io.soprelay.media;

import java.util.regex.Pattern;

/**
 * Names stored bytes by their content.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record MediaId(String sha256) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public MediaId {
        if (!SHAPE.matcher(sha256).matches()) {
            throw new IllegalArgumentException("A media id has 64 lower-case hex digits, but was '" + sha256 + "'");
        }
    }
}
