package io.soprelay.im.simulator.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What differs from one play of a session to the next: record numbers ({@code {FH#1}}, the first of its prefix), times
 * ({@code {time}}, any), accounts ({@code {dingtalk:库管小李}}), and values picked by the clock ({@code {now+PT2H}}, {@code {today+1}}).
 */
final class Placeholders {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Pattern NUMBER = Pattern.compile("\\b([A-Z]{1,8})-\\d{8}-\\d{4,}\\b");
    private static final Pattern NAMED = Pattern.compile("\\{([A-Z]{1,8})#(\\d+)}");
    private static final Pattern PICKED = Pattern.compile("\\{(now|today)([+-][^}]+)}");

    private static final Pattern ACCOUNT = Pattern.compile("\\{(feishu|dingtalk):([^}]+)}");

    /** A run of words that say when: {@code 明天 18:00（11-24）}, {@code 12-02 周三 10:00}, {@code today 18:00 (11-24)}. */
    private static final Pattern TIME =
            Pattern.compile("(?:(?:昨天|今天|明天|周[一二三四五六日]|yesterday|today|tomorrow|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b"
                    + "|\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{2}|\\d{2}:\\d{2}(?::\\d{2})?)[ （(）)]*)+");

    private final Map<String, String> nameOf = new HashMap<>();
    private final Map<String, String> numberOf = new HashMap<>();
    private final Map<String, Integer> count = new HashMap<>();

    /** What somebody wrote, with numbers by name; an unknown number gets the next one. */
    String named(String text) {
        return NUMBER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(name(found)));
    }

    /** What the bot wrote: numbers by name, times as such. */
    String general(String text) {
        Matcher numbers = NUMBER.matcher(text);
        StringBuilder general = new StringBuilder();
        int from = 0;
        while (numbers.find()) {
            general.append(timeless(text.substring(from, numbers.start()))).append(name(numbers));
            from = numbers.end();
        }
        return general.append(timeless(text.substring(from))).toString();
    }

    /** A value picked on a card, by how far it is from {@code now}; any other with numbers by name. */
    String relative(String value, Instant now) {
        LocalDateTime today = LocalDateTime.ofInstant(now, ZONE).truncatedTo(ChronoUnit.MINUTES);
        if (value.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}")) {
            Duration away = Duration.between(today, LocalDateTime.parse(value, MOMENT));
            return "{now" + (away.isNegative() ? "-" + away.negated() : "+" + away) + "}";
        }
        if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
            long days = ChronoUnit.DAYS.between(today.toLocalDate(), LocalDate.parse(value));
            return "{today" + (days < 0 ? "" : "+") + days + "}";
        }
        return named(value);
    }

    /** Stands for somebody's account in what an administrator writes. */
    static String account(String platform, String name) {
        return "{" + platform + ":" + name + "}";
    }

    /** Accounts in the place of what {@link #account} wrote; {@code find} is asked for platform and name. */
    static String withAccounts(String text, BinaryOperator<String> find) {
        return ACCOUNT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(find.apply(found.group(1), found.group(2))));
    }

    /** The opposite of {@link #named} and {@link #relative}: what is to be written or picked this time. */
    String actual(String text, Instant now) {
        String numbers = NAMED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(numberOf.getOrDefault(found.group(), found.group())));
        LocalDateTime today = LocalDateTime.ofInstant(now, ZONE);
        return PICKED.matcher(numbers)
                .replaceAll(found -> found.group(1).equals("today")
                        ? today.toLocalDate()
                                .plusDays(Long.parseLong(found.group(2)))
                                .toString()
                        : MOMENT.format(today.plus(signed(found.group(2)))));
    }

    /** Does the bot's text say what was recorded? Names not known yet are known afterwards. */
    boolean fits(String recorded, String text) {
        StringBuilder pattern = new StringBuilder();
        Matcher names = NAMED.matcher(recorded);
        int from = 0;
        while (names.find()) {
            pattern.append(Pattern.quote(recorded.substring(from, names.start())));
            String known = numberOf.get(names.group());
            pattern.append(known == null ? "(" + names.group(1) + "-\\d{8}-\\d{4,})" : Pattern.quote(known));
            from = names.end();
        }
        pattern.append(Pattern.quote(recorded.substring(from)));
        Matcher fitting = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(timelessBesideNumbers(text));
        if (!fitting.matches()) {
            return false;
        }
        know(recorded, fitting);
        return true;
    }

    private void know(String recorded, Matcher fitting) {
        int group = 0;
        Matcher names = NAMED.matcher(recorded);
        while (names.find()) {
            if (!numberOf.containsKey(names.group())) {
                group++;
                numberOf.putIfAbsent(names.group(), fitting.group(group));
            }
        }
    }

    private static String timelessBesideNumbers(String text) {
        Matcher numbers = NUMBER.matcher(text);
        StringBuilder plain = new StringBuilder();
        int from = 0;
        while (numbers.find()) {
            plain.append(timeless(text.substring(from, numbers.start()))).append(numbers.group());
            from = numbers.end();
        }
        return plain.append(timeless(text.substring(from))).toString();
    }

    private static String timeless(String text) {
        return TIME.matcher(text).replaceAll("{time}");
    }

    private String name(MatchResult number) {
        return nameOf.computeIfAbsent(
                number.group(),
                all -> "{" + number.group(1) + "#" + count.merge(number.group(1), 1, Integer::sum) + "}");
    }

    private static Duration signed(String length) {
        Duration size = Duration.parse(length.substring(1));
        return length.startsWith("-") ? size.negated() : size;
    }
}
