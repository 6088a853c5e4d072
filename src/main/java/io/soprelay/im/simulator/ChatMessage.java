package io.soprelay.im.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in a private chat with the bot, as it looks now.
 *
 * @param sender open_id of the person, or the app id for the bot
 * @param content Feishu's content JSON as text: {@code {"text":..}}, {@code {"image_key":..}} or a whole card
 * @param parentId the message it replies to
 * @param revision raised by every change of the content; the form values typed before are gone with it
 * @param sentAt by {@link FeishuPlatformConfig#clock()}
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

    public boolean isCard() {
        return type.equals("interactive") && !recalled;
    }

    ChatMessage withContent(String other) {
        return new ChatMessage(id, chatId, sender, type, other, parentId, revision + 1, recalled, sentAt);
    }

    ChatMessage asRecalled() {
        return new ChatMessage(id, chatId, sender, type, "{}", parentId, revision + 1, true, sentAt);
    }
}
