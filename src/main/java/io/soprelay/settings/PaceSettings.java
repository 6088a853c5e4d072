package io.soprelay.settings;

import java.util.Objects;

/**
 * How much one person may say and press ({@code relay.pace.*}). A binder may leave out any component (null): it then
 * takes its default. The constructor throws {@link IllegalArgumentException} with the property, what is allowed and the
 * value found.
 *
 * @param burst acts at once, default 120, between 20 and 1,000,000: nine pictures, a corrected form and impatience are
 *     thirty
 * @param perMinute acts a minute in the long run, default 120, between 20 and 1,000,000: nobody reads two cards a second
 */
public record PaceSettings(Integer burst, Integer perMinute) {
    /** Of both, where nothing is said. */
    public static final int USUAL = 120;

    private static final int MIN = 20;
    private static final int MAX = 1_000_000;

    public PaceSettings {
        burst = checked("relay.pace.burst", Objects.requireNonNullElse(burst, USUAL));
        perMinute = checked("relay.pace.per-minute", Objects.requireNonNullElse(perMinute, USUAL));
    }

    private static int checked(String property, int value) {
        if (value < MIN || value > MAX) {
            throw new IllegalArgumentException(
                    "%s must be between %d and %d, but was %d".formatted(property, MIN, MAX, value));
        }
        return value;
    }
}
