package io.soprelay.im.feishu;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the platform's times, whose unit has to be told from the number of digits. */
final class FeishuTime {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{9,16}");
    private static final int SECONDS_DIGITS_MAX = 11;
    private static final int MILLIS_DIGITS_MAX = 14;
    private static final long MICROS_PER_MILLI = 1000;

    private FeishuTime() {}

    /** Seconds (up to 11 digits), milliseconds (up to 14) or microseconds since 1970; empty if it is none of them. */
    static Optional<Instant> parse(@Nullable String digits) {
        if (digits == null || !DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(digits);
        if (digits.length() <= SECONDS_DIGITS_MAX) {
            return Optional.of(Instant.ofEpochSecond(number));
        }
        return Optional.of(
                Instant.ofEpochMilli(digits.length() <= MILLIS_DIGITS_MAX ? number : number / MICROS_PER_MILLI));
    }
}
