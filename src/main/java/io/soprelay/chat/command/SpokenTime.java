package io.soprelay.chat.command;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time of day as people write it: {@code 09:30}, {@code 9}, {@code 9点半}, {@code 下午3点}. */
final class SpokenTime {
    private static final String PART_OF_DAY = "早上|上午|中午|下午|晚上";

    /** Nothing else that a command knows begins so. */
    private static final Pattern BEGINNING = Pattern.compile("(?:" + PART_OF_DAY + "|[0-9]).*");

    private static final Pattern TIME =
            Pattern.compile("(" + PART_OF_DAY + ")?([0-9]{1,2})(?:[:点时](?:([0-9]{2})分?|(半))?)?");
    private static final int NOON = 12;

    private SpokenTime() {}

    /** Whether the word can be meant as nothing but a time. */
    static boolean isMeant(String word) {
        return BEGINNING.matcher(word).matches();
    }

    /** Empty if there is no such time. */
    static Optional<LocalTime> read(String word) {
        Matcher time = TIME.matcher(word);
        if (!time.matches()) {
            return Optional.empty();
        }
        String minute = time.group(3);
        int minutes = time.group(4) != null ? 30 : minute == null ? 0 : Integer.parseInt(minute);
        try {
            return Optional.of(LocalTime.of(hour(time.group(1), Integer.parseInt(time.group(2))), minutes));
        } catch (DateTimeException beyondTheClock) {
            return Optional.empty();
        }
    }

    private static int hour(@Nullable String partOfDay, int hour) {
        if (partOfDay == null || hour == 0 || hour >= NOON) {
            return hour;
        }
        return switch (partOfDay) {
            case "下午", "晚上" -> hour + NOON;
            case "中午" -> hour < 3 ? hour + NOON : hour;
            default -> hour;
        };
    }
}
