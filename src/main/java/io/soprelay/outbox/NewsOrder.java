package io.soprelay.outbox;

import io.soprelay.outbox.Delivery.News;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Keeps news of a record to a person in the order of its commits: what was put back by its delivery, because the platform
 * was busy, is not overtaken by what came after it. Remembers while this process lives; a bot that begins anew may send
 * what its predecessor had put back after something newer. Safe for concurrent use.
 */
final class NewsOrder {
    private final Map<String, Map<String, Long>> putBack = new ConcurrentHashMap<>();

    /**
     * Whether earlier news waits to be tried again.
     *
     * @param waits asked with an entry's id whether it is still there: another process may have sent it
     */
    boolean isBehind(News news, Predicate<String> waits) {
        Map<String, Long> earlier = putBack.get(key(news));
        if (earlier == null) {
            return false;
        }
        for (Map.Entry<String, Long> entry : earlier.entrySet()) {
            if (entry.getValue() < news.version()) {
                if (waits.test(entry.getKey())) {
                    return true;
                }
                over(news, entry.getKey());
            }
        }
        return false;
    }

    void putBack(News news, String entryId) {
        putBack.compute(key(news), (key, known) -> {
            Map<String, Long> entries = known == null ? new ConcurrentHashMap<>() : known;
            entries.put(entryId, news.version());
            return entries;
        });
    }

    void over(News news, String entryId) {
        putBack.computeIfPresent(key(news), (key, known) -> {
            known.remove(entryId);
            return known.isEmpty() ? null : known;
        });
    }

    private static String key(News news) {
        return news.flow() + "/" + news.to();
    }
}
