package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The record numbers that the bot's messages have named, newest first. Safe for many threads. */
final class RecordNumbers {
    static final int KEPT_MAX = 50;

    /** {@code FH-20261122-0007}: a flow's prefix, the day, the number of the day. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![A-Za-z0-9-])[A-Z]{1,4}-\\d{8}-\\d{4,6}(?![A-Za-z0-9-])");

    private final Deque<String> newestFirst = new ArrayDeque<>();

    /** Those a message names, in its order. */
    static Set<String> in(ChatMessage message) {
        Set<String> found = new LinkedHashSet<>();
        Matcher numbers = NUMBER.matcher(message.content());
        while (numbers.find()) {
            found.add(numbers.group());
        }
        return found;
    }

    /** @return whether one of them is new */
    synchronized boolean add(Set<String> numbers) {
        boolean grown = false;
        for (String number : numbers) {
            if (!newestFirst.contains(number)) {
                newestFirst.addFirst(number);
                grown = true;
            }
        }
        while (newestFirst.size() > KEPT_MAX) {
            newestFirst.removeLast();
        }
        return grown;
    }

    synchronized List<String> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized void clear() {
        newestFirst.clear();
    }
}
