package io.soprelay.settings;

import java.util.Objects;

/**
 * The read API for other programs ({@code relay.api.*}). A binder may leave out any component (null): it then takes its
 * default, so the defaults stand here and nowhere else. The constructor throws {@link IllegalArgumentException} with
 * the property and what is allowed; the value itself is never said.
 *
 * @param token what callers present as {@code Authorization: Bearer …}: at least 16 visible ASCII characters, because
 *     nothing else survives in a header and a shorter one can be guessed; none (default) switches the API off
 */
public record ApiSettings(Secret token) {
    private static final int TOKEN_CHARS_MIN = 16;

    public ApiSettings {
        token = Objects.requireNonNullElse(token, Secret.NONE);
        int chars = token.reveal().length();
        if (token.isPresent() && chars < TOKEN_CHARS_MIN) {
            throw new IllegalArgumentException(
                    "relay.api.token must have at least %d characters, but has %d".formatted(TOKEN_CHARS_MIN, chars));
        }
        if (!token.reveal().matches("[!-~]*")) {
            throw new IllegalArgumentException(
                    "relay.api.token must be letters, digits and signs of ASCII without blanks, but has others");
        }
    }

    /** No token, so no API. */
    public static ApiSettings off() {
        return new ApiSettings(Secret.NONE);
    }
}
