package io.soprelay.im;

/**
 * A person opened the chat with the bot (fires at every entry on Feishu).
 *
 * @param deliveryId the same for each re-push
 */
public record BotEntered(String deliveryId, Account person) {}
