package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All phones of one platform: whose they are, what is done on them, and when something on them changes. */
public interface Phones {
    /** {@code feishu} or {@code dingtalk}, as accounts begin. */
    String key();

    /** In the order they were added. */
    List<? extends Phone> people();

    /** All there are, by name. */
    List<? extends GroupChat> groups();

    /** The phone of that person, hired now if need be. */
    Phone addPerson(String name);

    /** A group of everybody there is now; the one of that name, if there is one. */
    GroupChat groupOfAll(String name);

    /** Any message of any chat. */
    Optional<ChatMessage> message(String messageId);

    /**
     * Waits until {@code look} finds something, looking again after each change on any of these phones.
     *
     * @return empty when {@code patience} ended first
     */
    <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience);

    /** Grows with every change on any of these phones; a change that was undone counts twice. */
    long revision();

    /** Who watches what people do on them. */
    PhoneActs acts();
}
