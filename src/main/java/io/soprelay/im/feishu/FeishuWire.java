package io.soprelay.im.feishu;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The parts of the platform's JSON that the bot reads, under the platform's names (snake case on the wire). Everything
 * may be absent; unknown properties are ignored.
 */
final class FeishuWire {

    private FeishuWire() {}

    /**
     * What every callback is wrapped in.
     *
     * @param encrypt the encrypted envelope, base64; then nothing else is set
     * @param schema {@code 2.0}; absent in old envelopes
     * @param token verification token of challenges and old envelopes
     * @param type {@code url_verification} or {@code event_callback}; absent in 2.0
     */
    record Envelope(
            @Nullable String encrypt,
            @Nullable String schema,
            @Nullable Header header,
            @Nullable JsonNode event,
            @Nullable JsonNode context,
            @Nullable String token,
            @Nullable String type,
            @Nullable String challenge) {}

    record Header(
            @Nullable String eventId,
            @Nullable String eventType,
            @Nullable String token,
            @Nullable String tenantKey,
            @Nullable String appId) {}

    /** @param tenantKey the company; said of whoever presses, elsewhere it stands beside */
    record UserId(@Nullable String openId, @Nullable String tenantKey) {}

    /** {@code im.message.receive_v1}. */
    record MessageEvent(@Nullable Sender sender, @Nullable Message message) {}

    /**
     * @param senderType {@code user}, or {@code bot} and {@code app} for machines
     * @param tenantKey the sender's company: a group may have guests
     */
    record Sender(
            @Nullable UserId senderId,
            @Nullable String senderType,
            @Nullable String tenantKey) {}

    /**
     * @param createTime milliseconds since 1970 in digits
     * @param content JSON in a string, by {@code messageType}
     */
    record Message(
            @Nullable String messageId,
            @Nullable String parentId,
            @Nullable String createTime,
            @Nullable String chatId,
            @Nullable String chatType,
            @Nullable String messageType,
            @Nullable String content,
            @Nullable List<MentionedUser> mentions) {}

    record MentionedUser(
            @Nullable String key,
            @Nullable UserId id,
            @Nullable String name,
            @Nullable String mentionedType,
            @Nullable String tenantKey) {}

    /** {@code card.action.trigger}; some platform pages show {@code context} beside the event instead of inside. */
    record CardEvent(
            @Nullable UserId operator,
            @Nullable PressedAction action,
            @Nullable Context context) {}

    record PressedAction(
            @Nullable JsonNode value,
            @Nullable String name,
            @Nullable JsonNode formValue) {}

    record Context(@Nullable String openMessageId) {}

    /** {@code im.chat.access_event.bot_p2p_chat_entered_v1}. */
    record EnteredEvent(@Nullable UserId operatorId) {}

    /** {@code application.bot.menu_v6}. */
    record MenuEvent(
            @Nullable MenuOperator operator, @Nullable String eventKey) {}

    record MenuOperator(@Nullable UserId operatorId) {}
}
