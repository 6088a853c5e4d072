package io.soprelay.testkit.company;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A group with the bot in it, as one of its people sees it. */
public final class Group {
    private final BiConsumer<Person, String> saying;
    private final Function<Person, List<ChatMessage>> reading;

    /**
     * @param saying somebody says a line in it
     * @param reading what somebody sees of it, oldest first
     */
    Group(BiConsumer<Person, String> saying, Function<Person, List<ChatMessage>> reading) {
        this.saying = saying;
        this.reading = reading;
    }

    /** With {@code @接力} in it the bot hears it. */
    public void says(Person who, String line) {
        saying.accept(who, line);
    }

    /** Waits until this person sees a message of the bot that holds all these words. */
    public void sees(Person who, String... words) {
        if (who.phone()
                .await(() -> fitting(who, words).findFirst(), Company.PATIENCE)
                .isEmpty()) {
            throw who.failure("in the group: " + List.of(words), String.valueOf(texts(who)));
        }
    }

    /** The newest card with these words, in this person's hand. */
    public PhoneCard card(Person who, String... words) {
        sees(who, words);
        return fitting(who, words)
                .filter(ChatMessage::isCard)
                .reduce((first, second) -> second)
                .map(message -> who.holding(message.id()))
                .orElseThrow(() -> who.failure("a card in the group: " + List.of(words), "no card"));
    }

    /** How many of the bot's messages there hold all these words. */
    public long count(Person who, String... words) {
        return fitting(who, words).count();
    }

    private List<String> texts(Person who) {
        return reading.apply(who).stream().map(who.phone()::textOf).toList();
    }

    private Stream<ChatMessage> fitting(Person who, String... words) {
        return reading.apply(who).stream()
                .filter(message -> Stream.of(words)
                        .allMatch(word -> who.phone().textOf(message).contains(word)));
    }
}
