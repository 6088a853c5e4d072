package io.soprelay.outbox;

import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.News;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps news of a record to a person in the order of its commits: what was put back by its delivery, because the platform
 * was busy, is not overtaken by what came after it. Remembers while this process lives; a bot that begins anew may send
 * what its predecessor had put back after something newer. Safe for concurrent use.
 */
final class NewsOrder {
    private final Map<String, Map<String, Earlier>> putBack = new ConcurrentHashMap<>();

    /**
     * A batch in which news of one record to one person stands in the order of its commits, in the places it had: what
     * came due in one moment a store gives by name, and what was put back may be due after what came later.
     *
     * @param news null for what is none
     */
    static List<Claimed> inOrder(List<Claimed> batch, Function<Claimed, @Nullable News> newsOf) {
        Map<String, List<Told>> told = new HashMap<>();
        for (int place = 0; place < batch.size(); place++) {
            News news = newsOf.apply(batch.get(place));
            if (news != null) {
                told.computeIfAbsent(key(news), any -> new ArrayList<>()).add(new Told(place, news.version()));
            }
        }
        List<Claimed> ordered = new ArrayList<>(batch);
        told.values().forEach(places -> {
            List<Told> byVersion = places.stream()
                    .sorted(Comparator.comparingLong(Told::version))
                    .toList();
            for (int i = 0; i < places.size(); i++) {
                ordered.set(places.get(i).place(), batch.get(byVersion.get(i).place()));
            }
        });
        return ordered;
    }

    /** News in a batch. */
    private record Told(int place, long version) {}

    /**
     * Whether earlier news waits to be tried again.
     *
     * @param waits asked with an entry's id whether it is still there: another process may have sent it
     */
    boolean isBehind(News news, Predicate<String> waits) {
        Map<String, Earlier> earlier = putBack.get(key(news));
        if (earlier == null) {
            return false;
        }
        for (Map.Entry<String, Earlier> entry : earlier.entrySet()) {
            if (entry.getValue().version() < news.version()) {
                if (waits.test(entry.getKey())) {
                    return true;
                }
                if (!entry.getValue().kept()) {
                    over(news, entry.getKey());
                }
            }
        }
        return false;
    }

    void putBack(News news, String entryId) {
        earlier(news, entryId, false);
    }

    /** It left its schedule and may come back: whoever it is for cannot be reached. */
    void kept(News news, String entryId) {
        earlier(news, entryId, true);
    }

    private void earlier(News news, String entryId, boolean kept) {
        putBack.compute(key(news), (key, known) -> {
            Map<String, Earlier> entries = known == null ? new ConcurrentHashMap<>() : known;
            entries.put(entryId, new Earlier(news.version(), kept));
            return entries;
        });
    }

    void over(News news, String entryId) {
        putBack.computeIfPresent(key(news), (key, known) -> {
            known.remove(entryId);
            return known.isEmpty() ? null : known;
        });
    }

    /** @param kept whether it waits somewhere else than in its schedule */
    private record Earlier(long version, boolean kept) {}

    private static String key(News news) {
        return news.flow() + "/" + news.to();
    }
}
