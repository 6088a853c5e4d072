package io.soprelay.im;

/**
 * A chat of several people with the bot in it.
 *
 * @param id Feishu {@code chat_id} ({@code oc_…}), DingTalk {@code openConversationId} ({@code cid…})
 */
public record GroupChat(Platform platform, String id) implements Recipient {
    public GroupChat {
        if (id.isBlank() || id.length() > 256) {
            throw new IllegalArgumentException("A group's id has 1 to 256 characters, but was '" + id + "'");
        }
    }
}
