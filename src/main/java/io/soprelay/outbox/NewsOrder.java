package io.soprelay.outbox;

import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.News;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps news of a record to a person in the order of its commits: what was put back by its delivery, because the platform
 * was busy, is not overtaken by what came after it. Remembers while this process lives; a bot that begins anew may send
 * what its predecessor had put back after something newer. Safe for concurrent use.
 */
final class NewsOrder {
    /** Another process may have told the last news of a record: nobody asks for it then. */
    static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Duration SWEPT_EVERY = Duration.ofHours(1);

    private final InstantSource clock;
    private final BiPredicate<News, String> mayComeBack;
    private final Map<String, Map<String, Earlier>> putBack = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> swept;

    /**
     * @param clock the machine's
     * @param mayComeBack whether news that has left its schedule, by its entry's id, may come back; cheap
     */
    NewsOrder(InstantSource clock, BiPredicate<News, String> mayComeBack) {
        this.clock = clock;
        this.mayComeBack = mayComeBack;
        this.swept = new AtomicReference<>(clock.instant());
    }

    /**
     * A batch in which news of one record to one person stands in the order of its commits, in the places it had: what
     * came due in one moment a store gives by name, and what was put back may be due after what came later.
     *
     * @param news null for what is none
     */
    static List<Claimed> inOrder(List<Claimed> batch, Function<Claimed, @Nullable News> newsOf) {
        if (batch.size() < 2) {
            return batch;
        }
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
     * @param waiting asked with entries' ids which of them are still there: another process may have sent them
     */
    boolean isBehind(News news, Function<List<String>, Set<String>> waiting) {
        Map<String, Earlier> known = putBack.get(key(news));
        if (known == null) {
            return false;
        }
        Map<String, Earlier> earlier = new HashMap<>(known);
        earlier.values().removeIf(each -> each.news().version() >= news.version());
        if (earlier.isEmpty()) {
            return false;
        }
        // Before the store is asked: what comes back is there before nobody keeps it any more.
        Set<String> away = new HashSet<>();
        earlier.forEach((id, each) -> {
            if (isKept(id, each)) {
                away.add(id);
            }
        });
        Set<String> there = waiting.apply(List.copyOf(earlier.keySet()));
        earlier.keySet().stream()
                .filter(id -> !there.contains(id) && !away.contains(id))
                .forEach(id -> over(news, id));
        return !there.isEmpty();
    }

    private boolean isKept(String entryId, Earlier earlier) {
        return earlier.kept() && mayComeBack.test(earlier.news(), entryId);
    }

    void putBack(News news, String entryId) {
        earlier(news, entryId, false);
    }

    /** It left its schedule and may come back: whoever it is for cannot be reached. */
    void kept(News news, String entryId) {
        earlier(news, entryId, true);
    }

    private void earlier(News news, String entryId, boolean kept) {
        Instant now = clock.instant();
        putBack.compute(key(news), (key, known) -> {
            Map<String, Earlier> entries = known == null ? new ConcurrentHashMap<>() : known;
            entries.put(entryId, new Earlier(news, kept, now, false));
            return entries;
        });
        Instant last = Objects.requireNonNull(swept.get());
        if (!last.plus(SWEPT_EVERY).isAfter(now) && swept.compareAndSet(last, now)) {
            sweep(now);
        }
    }

    private void sweep(Instant now) {
        for (String key : putBack.keySet()) {
            putBack.computeIfPresent(key, (same, known) -> {
                Map<String, Earlier> left = new ConcurrentHashMap<>();
                known.forEach((id, each) -> {
                    Earlier still = each.since().plus(REMEMBERED).isBefore(now) ? unlessForgotten(id, each, now) : each;
                    if (still != null) {
                        left.put(id, still);
                    }
                });
                return left.isEmpty() ? null : left;
            });
        }
    }

    /**
     * What is found old for the first time is remembered as long again: in this very moment it may have come back from where
     * it was kept, or be claimed after days in which nobody worked.
     */
    private @Nullable Earlier unlessForgotten(String entryId, Earlier old, Instant now) {
        if (isKept(entryId, old)) {
            return old;
        }
        return old.foundOld() ? null : new Earlier(old.news(), false, now, true);
    }

    void over(News news, String entryId) {
        putBack.computeIfPresent(key(news), (key, known) -> {
            known.remove(entryId);
            return known.isEmpty() ? null : known;
        });
    }

    /**
     * @param kept whether it waits somewhere else than in its schedule
     * @param since when it was seen last, or found old, by the machine's clock
     * @param foundOld whether nobody has seen it since it was found old
     */
    private record Earlier(News news, boolean kept, Instant since, boolean foundOld) {}

    private static String key(News news) {
        return news.flow() + "/" + news.to();
    }
}
