package io.soprelay.im.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in a chat with the bot, as it looks now.
 *
 * @param sender id of the person's account, or of the app for the bot
 * @param type the platform's word; a card is {@code interactive} on every platform
 * @param content the platform's content JSON as text: {@code {"text":..}}, {@code {"image_key":..}} or a whole card
 * @param parentId the message it replies to
 * @param revision raised by every change of the content; the form values typed before are gone with it
 * @param sentAt by the platform's own clock
 */
public record ChatMessage(
        String id,
        String chatId,
        String sender,
        String type,
        String content,
        @Nullable String parentId,
        int revision,
        boolean recalled,
        Instant sentAt) {

    /** How long a card JSON 2.0 can be pressed and updated. */
    static final Duration CARD_LIFE = Duration.ofDays(14);

    public boolean isCard() {
        return type.equals("interactive") && !recalled;
    }

    /** Is it a card that no longer answers presses at {@code now}? */
    public boolean expired(Instant now) {
        return isCard() && sentAt.plus(CARD_LIFE).isBefore(now);
    }

    /** The same message with other content and a higher revision. */
    public ChatMessage withContent(String other) {
        return new ChatMessage(id, chatId, sender, type, other, parentId, revision + 1, recalled, sentAt);
    }

    /** Sent that much earlier; its revision grows, because what may be done with it changes. */
    ChatMessage older(Duration by) {
        return new ChatMessage(id, chatId, sender, type, content, parentId, revision + 1, recalled, sentAt.minus(by));
    }

    /** The same message without content. */
    public ChatMessage asRecalled() {
        return new ChatMessage(id, chatId, sender, type, "{}", parentId, revision + 1, true, sentAt);
    }
}
