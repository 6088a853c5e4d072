package io.soprelay.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads moments as they are stored, {@code 2026-11-26T02:46:01.123Z}, digit by digit: Java's own reader makes a kilobyte of
 * small objects for each, and a company's digest reads hundreds of thousands. Whatever is written otherwise is left to it.
 */
final class InstantReader extends ValueDeserializer<Instant> {
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int POINT_AT = SHAPE.length();
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final long MINUTES_A_DAY = TimeUnit.DAYS.toMinutes(1);

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext ctx) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            Instant read = read(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            if (read != null) {
                return read;
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, ctx);
    }

    /** @return null for whatever this does not read, right or wrong */
    static @Nullable Instant read(char[] text, int from, int length) {
        if (length <= POINT_AT || text[from + length - 1] != 'Z' || !isShaped(text, from)) {
            return null;
        }
        int fraction = fraction(text, from + POINT_AT, length - POINT_AT - 1);
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        boolean known = fraction >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
                && hour <= 23
                && minute <= 59
                && second <= 59;
        if (!known) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long minutes = days * MINUTES_A_DAY + TimeUnit.HOURS.toMinutes(hour) + minute;
        return Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(minutes) + second, fraction);
    }

    private static boolean isShaped(char[] text, int from) {
        for (int i = 0; i < POINT_AT; i++) {
            char wanted = SHAPE.charAt(i);
            char found = text[from + i];
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    /** @return nanoseconds; -1 if it is no fraction */
    private static int fraction(char[] text, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (text[from] != '.' || length == 1 || length > 1 + FRACTION_DIGITS_MAX) {
            return -1;
        }
        int nanos = 0;
        for (int i = 1; i <= FRACTION_DIGITS_MAX; i++) {
            char digit = i < length ? text[from + i] : '0';
            if (digit < '0' || digit > '9') {
                return -1;
            }
            nanos = nanos * 10 + digit - '0';
        }
        return nanos;
    }

    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
