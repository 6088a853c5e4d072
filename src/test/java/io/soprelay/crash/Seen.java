package io.soprelay.crash;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ShownCard;
import io.soprelay.im.simulator.kit.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person finds on the phone of a record. */
final class Seen {
    private Seen() {}

    /** I4 and I5 of news, which no state can bring back. */
    static List<String> once(Person person, String number, String words) {
        long seen = person.count(number, words);
        return seen == 1 ? List.of() : List.of("I4, I5: %s sees %d times: %s".formatted(person, seen, words));
    }

    /** How many messages with these words have come since then. */
    static long since(Person person, int mark, String words) {
        return person.phone().messages().stream()
                .skip(mark)
                .filter(message -> person.phone().textOf(message).contains(words))
                .count();
    }

    /** I5: what somebody sees of a record, each title and each text once. */
    static List<String> twice(Person person, String number) {
        Map<String, Integer> seen = new HashMap<>();
        for (ShownCard card : person.phone().cards()) {
            if (card.shows(number) || card.text().contains(number)) {
                seen.merge(card.title(), 1, Integer::sum);
            }
        }
        for (ChatMessage message : person.phone().messages()) {
            String text = person.phone().textOf(message);
            if (!message.isCard() && text.contains(number)) {
                seen.merge(text, 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(each -> "I5: %s sees %d times: %s".formatted(person, each.getValue(), each.getKey()))
                .toList();
    }
}
