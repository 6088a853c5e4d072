package io.soprelay.im;

/**
 * A press on the bot's own menu.
 *
 * @param deliveryId the same for each re-push
 * @param key the event key set in the platform's console; the bot reads it as a command word
 */
public record MenuPressed(String deliveryId, Account person, String key) {}
