package io.soprelay.im;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message from a person to the bot, verified and parsed.
 *
 * @param deliveryId the same for each re-push of one message; makes handling idempotent
 * @param sender who wrote it
 * @param messageId the platform's message id; resources are fetched by it
 * @param chatId the chat it was written in
 * @param privateChat true for person-to-bot, false in a group
 * @param parentMessageId the message this one replies to
 * @param sentAt when the person sent it, by the platform's clock
 */
public record InboundMessage(
        String deliveryId,
        Account sender,
        String messageId,
        String chatId,
        boolean privateChat,
        @Nullable String parentMessageId,
        MessageContent content,
        List<Mention> mentions,
        Instant sentAt) {
    public InboundMessage {
        mentions = List.copyOf(mentions);
    }
}
