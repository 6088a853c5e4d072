package io.soprelay.im;

import java.util.Locale;

/**
 * One person's account on one platform.
 *
 * @param platform where the account lives
 * @param id the platform's id for this app: Feishu {@code open_id} ({@code ou_…}), DingTalk {@code userId}
 */
public record Account(Platform platform, String id) implements Recipient {
    public Account {
        if (id.isBlank() || id.length() > 128) {
            throw new IllegalArgumentException("An account id has 1 to 128 characters, but was '" + id + "'");
        }
    }

    /**
     * Reads {@code feishu:ou_…} or {@code dingtalk:userId}.
     *
     * @throws IllegalArgumentException with a sentence for the admin when the text has another shape
     */
    public static Account parse(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            String platform = text.substring(0, colon).strip().toUpperCase(Locale.ROOT);
            for (Platform candidate : Platform.values()) {
                if (candidate.name().equals(platform)) {
                    return new Account(candidate, text.substring(colon + 1).strip());
                }
            }
        }
        throw new IllegalArgumentException(
                "An account is written feishu:ou_… or dingtalk:userId, but was '" + text + "'");
    }

    @Override
    public String toString() {
        return platform.key() + ":" + id;
    }
}
