package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a person's phone can do and show, on any platform. */
public interface Phone {
    /** Of the person. */
    String name();

    /** The person's account on the platform: open_id, userId. */
    String accountId();

    /**
     * Sends a text to the bot and waits for the first attempt to deliver it.
     *
     * @param replyTo message id of what it answers, where the platform knows answers; null for none
     */
    Delivery says(String text, @Nullable String replyTo);

    /** Sends a picture; {@code replyTo} as for {@link #says}. */
    Delivery sendsPicture(byte[] picture, @Nullable String replyTo);

    /** Sends a file; {@code replyTo} as for {@link #says}. */
    Delivery sendsFile(String fileName, byte[] file, @Nullable String replyTo);

    /** Opens the chat with the bot; not every platform tells the bot. */
    Delivery opensChat();

    /** Presses an entry of the bot's menu. */
    Delivery pressesMenu(String key);

    /** The whole private chat, own messages too, oldest first. */
    List<ChatMessage> messages();

    /** What the eye reads in a message: a card's texts and buttons, a text's words, otherwise the kind. */
    String textOf(ChatMessage message);

    /** Newest first. */
    List<? extends ShownCard> cards();

    /**
     * Any card of anybody, as if it had been shown over the shoulder; a press is this person's.
     *
     * @throws IllegalArgumentException when there is no such card
     */
    ShownCard cardIn(String messageId);

    /** Does the app keep what was typed when a submit is answered without a fresh card? */
    boolean keepsForms();

    /** Waits until {@code look} finds something, looking again after each change on any phone of the platform. */
    <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience);
}
