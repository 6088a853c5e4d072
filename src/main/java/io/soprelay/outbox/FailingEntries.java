package io.soprelay.outbox;

import io.soprelay.ledger.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Since when entries have been failing, as far as this process has seen it. Thread safe. */
final class FailingEntries {
    /** Rate limits, a pressed card, a platform's hiccup are over by then. */
    static final Duration LONG = Duration.ofMinutes(30);

    /** More than that fail for one reason, and whatever it is has its own signs. */
    static final int REMEMBERED_MAX = 10_000;

    /** What failed a day ago and was never heard of again has been cancelled; what still fails is known to people. */
    private static final Duration OLD = Duration.ofDays(1);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** The entry failed again. @return since when, if that is long ago */
    Optional<Instant> failed(Claimed entry, Instant now) {
        String key = key(entry);
        if (since.size() >= REMEMBERED_MAX) {
            since.values().removeIf(then -> then.plus(OLD).isBefore(now));
        }
        Instant first = since.size() < REMEMBERED_MAX ? since.computeIfAbsent(key, any -> now) : since.get(key);
        return Optional.ofNullable(first).filter(then -> !then.plus(LONG).isAfter(now));
    }

    void forget(Claimed entry) {
        since.remove(key(entry));
    }

    private static String key(Claimed entry) {
        return entry.lane().code() + "/" + entry.partition() + "/" + entry.id();
    }
}
