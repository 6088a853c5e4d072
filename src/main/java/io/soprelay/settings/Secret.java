package io.soprelay.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must never be printed: passwords, application secrets, tokens.
 *
 * <p>{@link #toString()} is {@code ***}, so a secret inside a record or a log line stays hidden; {@link #reveal()} is
 * the only way out and is called where the value is handed to a library.
 */
public final class Secret {

    /** No secret was given. */
    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Hides {@code value}; the empty text gives {@link #NONE}. Settings bind through this method. */
    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    /** The value itself; never log it, never put it into a message or on a command line. */
    public String reveal() {
        return value;
    }

    /** Whether a value was given. */
    public boolean isPresent() {
        return !value.isEmpty();
    }

    /** Equal when the values are; compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
