package io.soprelay.im;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bot can do on one platform. Calls block (virtual threads), wait for the platform's rate budget, and return
 * values instead of throwing for anything the platform says.
 */
public interface ImGateway {

    Platform platform();

    /** The platform's id of the app that the bot speaks as; what was proved with another app is not proved with this one. */
    String app();

    /**
     * Sends a card.
     *
     * @param createKey at most 50 characters; repeating a key inside the platform's window creates at most one message
     */
    SendResult sendCard(Recipient to, String createKey, Card card);

    /** Replaces the content of a card message. */
    SendResult updateCard(String messageId, Card card);

    /** Sends plain words, as an answer to {@code replyTo} if it is given. {@code createKey} as for cards. */
    SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo);

    /**
     * The same platform for somebody who asked and waits: its calls may use the part of the platform's limits that is
     * kept for them, so that a backlog of other messages does not hold them up.
     */
    default ImGateway answering() {
        return this;
    }

    /** Downloads an attachment of a message the bot received; the file is at most {@code maxBytes} long. */
    Download download(String messageId, MessageContent.Attachment attachment, long maxBytes);

    /** Name and stable id of a person. */
    Lookup profile(Account account);

    /** Finds a person by mobile number; empty when the platform does not know it or may not tell. */
    Optional<Account> findByMobile(String mobile);

    /** What the platform's answers have revealed so far; asks nothing. */
    default PlatformState state() {
        return PlatformState.free(platform(), List.of());
    }

    /**
     * A person as the platform describes them.
     *
     * @param name the name shown to colleagues
     * @param stableId an id that outlives this app (Feishu {@code union_id}); null if it may not be read
     * @param tenant the company the account belongs to; null if unknown
     */
    record Profile(
            Account account,
            String name,
            @Nullable String stableId,
            @Nullable String tenant) {}

    /** The outcome of asking about a person. */
    sealed interface Lookup {
        record Known(Profile profile) implements Lookup {}

        /** There is no such account. */
        record Nobody() implements Lookup {}

        /** The platform may not tell the name, or not even whether there is such an account. */
        record Untold() implements Lookup {}

        /** It may tell later. */
        record Later(String reason) implements Lookup {}
    }

    /** The outcome of a download. */
    sealed interface Download {
        /** @param contentType as the platform says; null if it does not */
        record Done(
                byte[] bytes,
                @Nullable String contentType,
                @Nullable String name) implements Download {}

        /** It can never succeed (recalled, foreign). */
        record Impossible(String reason) implements Download {}

        /** It is longer than it may be. */
        record TooLarge(String reason) implements Download {}

        /** It may succeed later. */
        record Later(String reason) implements Download {}
    }
}
