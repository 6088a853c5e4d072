package io.soprelay.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes moments as {@link Instant#toString} does, and reads these, and whatever else {@link Instant#parse} takes: a
 * formatter costs ten times as much, and a record has a dozen moments.
 */
final class Moments {
    private static final int SECONDS_END = 19;
    private static final int FRACTION_FROM = 20;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int HOURS = 24;
    private static final int SIXTY = 60;
    private static final int SECONDS_A_DAY = HOURS * SIXTY * SIXTY;

    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_A_DAY;
    private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_A_DAY;

    private Moments() {}

    static String write(Instant moment) {
        long seconds = moment.getEpochSecond();
        if (seconds < YEAR_0 || seconds >= YEAR_10000) {
            return moment.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        int ofDay = Math.floorMod(seconds, SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(FRACTION_FROM + FRACTION_DIGITS_MAX + 1);
        digits(text, day.getYear(), 4).append('-');
        digits(text, day.getMonthValue(), 2).append('-');
        digits(text, day.getDayOfMonth(), 2).append('T');
        digits(text, ofDay / SIXTY / SIXTY, 2).append(':');
        digits(text, ofDay / SIXTY % SIXTY, 2).append(':');
        digits(text, ofDay % SIXTY, 2);
        return fraction(text, moment.getNano()).append('Z').toString();
    }

    /** Of a second: none, three digits, six or nine. */
    private static StringBuilder fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return text;
        }
        text.append('.');
        if (nanos % NANOS_A_MILLI == 0) {
            return digits(text, nanos / NANOS_A_MILLI, 3);
        }
        return nanos % NANOS_A_MICRO == 0 ? digits(text, nanos / NANOS_A_MICRO, 6) : digits(text, nanos, 9);
    }

    private static StringBuilder digits(StringBuilder text, int number, int count) {
        int unit = 1;
        for (int more = 1; more < count; more++) {
            unit *= 10;
        }
        for (int at = unit; at > 0; at /= 10) {
            text.append((char) ('0' + number / at % 10));
        }
        return text;
    }

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
