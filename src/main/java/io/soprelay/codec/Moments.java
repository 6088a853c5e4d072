package io.soprelay.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads moments as {@link Instant#toString} writes them, and whatever else {@link Instant#parse} takes. */
final class Moments {
    private static final int SECONDS_END = 19;
    private static final int FRACTION_FROM = 20;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int HOURS = 24;
    private static final int SIXTY = 60;
    private static final int SECONDS_A_DAY = HOURS * SIXTY * SIXTY;

    private Moments() {}

    /** @throws DateTimeException if it is no moment */
    static Instant read(String text) {
        int zone = text.length() - 1;
        boolean whole = zone == SECONDS_END;
        boolean fraction = zone > FRACTION_FROM && zone <= FRACTION_FROM + FRACTION_DIGITS_MAX;
        if (!(whole || fraction && text.charAt(SECONDS_END) == '.') || !isUsual(text, zone)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int nanos = whole ? 0 : number(text, FRACTION_FROM, zone);
        for (int digits = zone - FRACTION_FROM; !whole && digits < FRACTION_DIGITS_MAX; digits++) {
            nanos *= 10;
        }
        return hour < HOURS && minute < SIXTY && second < SIXTY
                ? Instant.ofEpochSecond(day * SECONDS_A_DAY + (hour * SIXTY + minute) * SIXTY + second, nanos)
                : Instant.parse(text);
    }

    /** Whether every sign stands where it should, with digits between. */
    private static boolean isUsual(String text, int zone) {
        for (int at = 0; at < zone; at++) {
            char letter = text.charAt(at);
            boolean fits = switch (at) {
                case 4, 7 -> letter == '-';
                case 10 -> letter == 'T';
                case 13, 16 -> letter == ':';
                case SECONDS_END -> letter == '.';
                default -> letter >= '0' && letter <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return text.charAt(zone) == 'Z';
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + digits.charAt(at) - '0';
        }
        return number;
    }
}
