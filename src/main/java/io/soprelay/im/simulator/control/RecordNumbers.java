package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The numbers of the bot's records, newest first. A card that is about a record has its number in the head; a number
 * elsewhere may be an example, or one that somebody mistyped. Safe for many threads.
 */
final class RecordNumbers {
    static final int KEPT_MAX = 50;

    /** {@code FH-20261122-0007}: a flow's prefix, the day, the number of the day. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![A-Za-z0-9-])[A-Z]{1,4}-\\d{8}-\\d{4,6}(?![A-Za-z0-9-])");

    /** Within a flow: by the day, then by the number of the day, which gets longer when a day has many. */
    private static final Comparator<String> BY_START = Comparator.comparing((String number) -> number.split("-", -1)[1])
            .thenComparing(number -> Integer.valueOf(number.split("-", -1)[2]));

    private final List<String> newestFirst = new ArrayList<>();

    /**
     * Learns the numbers in the head of the bot's card.
     *
     * @return whether one of them is new
     */
    synchronized boolean learn(ChatMessage message) {
        JsonNode card = message.isCard() ? Json.parse(message.content()) : Json.object();
        JsonNode head = card.path("header");
        // DingTalk's cards have their head in two variables.
        JsonNode variables = card.path("cardParamMap");
        String title = Json.text(head.path("title"), "content") + "\n" + Json.text(variables, "title");
        String subtitle = Json.text(head.path("subtitle"), "content") + "\n" + Json.text(variables, "subtitle");
        boolean grown = false;
        for (String number : in(title + "\n" + subtitle)) {
            grown |= !newestFirst.contains(number) && add(number);
        }
        while (newestFirst.size() > KEPT_MAX) {
            newestFirst.removeLast();
        }
        return grown;
    }

    /** In front, but behind every later number of its own flow: an old record that is touched again was not started now. */
    private boolean add(String number) {
        String flow = number.substring(0, number.indexOf('-') + 1);
        int at = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            String other = newestFirst.get(i);
            if (other.startsWith(flow) && BY_START.compare(other, number) > 0) {
                at = i + 1;
            }
        }
        newestFirst.add(at, number);
        return true;
    }

    /** The known numbers that a message names anywhere, in its order. */
    synchronized Set<String> knownIn(ChatMessage message) {
        Set<String> named = in(message.content());
        named.retainAll(newestFirst);
        return named;
    }

    synchronized List<String> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized void clear() {
        newestFirst.clear();
    }

    private static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            found.add(numbers.group());
        }
        return found;
    }
}
