package io.soprelay.simulation;

import io.soprelay.im.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many calls a platform takes: 50 a second and 1,000 a minute of one app, 5 a second to one person. */
final class Rates {
    private static final int A_SECOND = 50;
    private static final int A_MINUTE = 1000;
    private static final int A_PERSON_A_SECOND = 5;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;

    private final Deque<Long> minute = new ArrayDeque<>();
    private final Deque<Long> second = new ArrayDeque<>();
    private final Map<Recipient, Deque<Long>> people = new HashMap<>();

    /** Takes a call, or says how long to wait. */
    Optional<Duration> taken(@Nullable Recipient to, long nowMillis) {
        forget(minute, nowMillis - MINUTE);
        forget(second, nowMillis - SECOND);
        if (minute.size() >= A_MINUTE) {
            return Optional.of(Duration.ofMillis(minute.getFirst() + MINUTE - nowMillis));
        }
        if (second.size() >= A_SECOND) {
            return Optional.of(Duration.ofMillis(second.getFirst() + SECOND - nowMillis));
        }
        if (to != null) {
            Deque<Long> person = people.computeIfAbsent(to, any -> new ArrayDeque<>());
            forget(person, nowMillis - SECOND);
            if (person.size() >= A_PERSON_A_SECOND) {
                return Optional.of(Duration.ofMillis(person.getFirst() + SECOND - nowMillis));
            }
            person.add(nowMillis);
        }
        minute.add(nowMillis);
        second.add(nowMillis);
        return Optional.empty();
    }

    private static void forget(Deque<Long> calls, long before) {
        while (!calls.isEmpty() && calls.getFirst() <= before) {
            calls.removeFirst();
        }
    }
}
