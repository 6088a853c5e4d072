package io.soprelay.digest;

import io.soprelay.flow.model.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One person's digest in numbers. "Finished" is about {@code day}, a whole calendar day; everything else is about {@code
 * takenAt}.
 *
 * @param day the day reported: the day before the digest's own, in the company's zone
 * @param about whom it is about; null for the whole company
 * @param total an item with several holders counts once
 * @param finishedToday finished since midnight
 * @param flows by definition key, only those with something to say
 * @param people only those with something to say; an item with several holders counts for each of them
 * @param finishedByDay the last days in order, {@code day} the last
 * @param waits the longest first, a few more than are shown: some may be done by then
 */
public record Digest(
        LocalDate day,
        Instant takenAt,
        @Nullable MemberId about,
        Numbers total,
        int finishedToday,
        SortedMap<String, Numbers> flows,
        SortedMap<MemberId, Numbers> people,
        SortedMap<LocalDate, Integer> finishedByDay,
        List<Wait> waits) {
    /** With fewer late items nobody needs help. */
    private static final int PILE_MIN = 3;

    /** An item older than that is stuck, however much or little there is. */
    private static final Duration STUCK_AFTER = Duration.ofDays(7);

    public Digest {
        flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
        people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
        finishedByDay = Collections.unmodifiableSortedMap(new TreeMap<>(finishedByDay));
        waits = List.copyOf(waits);
    }

    /** The one person with the most overdue items, if there are some and nobody else has as many. */
    public Optional<MemberId> pile() {
        int most = people.values().stream().mapToInt(Numbers::overdue).max().orElse(0);
        List<MemberId> those = people.entrySet().stream()
                .filter(person -> person.getValue().overdue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return most >= PILE_MIN && those.size() == 1 ? Optional.of(those.getFirst()) : Optional.empty();
    }

    /** Since when the longest waiting item is open, if that is longer than work takes. */
    public Optional<Instant> stuckSince() {
        return Optional.ofNullable(total.oldest())
                .filter(oldest -> oldest.plus(STUCK_AFTER).isBefore(takenAt));
    }
}
