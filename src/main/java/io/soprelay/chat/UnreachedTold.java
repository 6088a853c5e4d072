package io.soprelay.chat;

import io.soprelay.chat.view.ItemView.Rendered;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which cards the admins know cannot be delivered. Each rescan tries such a card again, for the person may have become
 * reachable; the admins hear of it once while this process lives. Safe for concurrent use.
 */
final class UnreachedTold {
    /** As many people as a company may have outside the app's range before its admins have a bigger problem. */
    private static final int REMEMBERED_MAX = 2000;

    private final Set<String> told = new LinkedHashSet<>();

    synchronized boolean isNews(Rendered card) {
        return !told.contains(key(card));
    }

    synchronized void add(Rendered card) {
        if (told.size() >= REMEMBERED_MAX) {
            told.remove(told.iterator().next());
        }
        told.add(key(card));
    }

    private static String key(Rendered card) {
        return card.id() + "#" + card.partVersion();
    }
}
