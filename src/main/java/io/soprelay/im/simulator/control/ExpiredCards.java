package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuPlatform;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A jump of the clock makes cards too old to be pressed; the pages must see that. Safe for many threads. */
final class ExpiredCards {
    private final FeishuPlatform platform;
    private final Set<String> known = new HashSet<>();

    ExpiredCards(FeishuPlatform platform) {
        this.platform = platform;
    }

    /** Gives each card that has become too old since the last look a new revision, which reaches the pages as a change. */
    void look() {
        Instant now = platform.config().clock().instant();
        for (ChatMessage message : platform.messages()) {
            if (message.expired(now) && note(message.id())) {
                platform.touch(message.id());
            }
        }
    }

    synchronized void clear() {
        known.clear();
    }

    private synchronized boolean note(String messageId) {
        return known.add(messageId);
    }
}
