package io.soprelay.im;

/**
 * A person named with @ in a message.
 *
 * @param key the placeholder that stands for the person in the text ({@code @_user_1})
 * @param account whom it means
 * @param name the name as the platform shows it
 */
public record Mention(String key, Account account, String name) {}
