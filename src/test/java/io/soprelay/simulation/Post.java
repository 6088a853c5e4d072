package io.soprelay.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Messages and events on their way: what is not acknowledged comes again, and now and then what was. */
final class Post {
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));

    private final List<Letter> waiting = new ArrayList<>();

    /** @return whether the bot acknowledged it */
    @FunctionalInterface
    interface Delivery {
        boolean tryIt(Dice dice);
    }

    record Letter(Delivery delivery, Instant at, int tries) {}

    /** It was not acknowledged, or the platform did not hear so. */
    void again(Delivery delivery, Instant now, int tries) {
        if (tries < AGAIN.size()) {
            waiting.add(new Letter(delivery, now.plus(AGAIN.get(tries)), tries + 1));
        }
    }

    /** Takes what is due. */
    List<Letter> due(Instant now) {
        List<Letter> due =
                waiting.stream().filter(letter -> !letter.at.isAfter(now)).toList();
        waiting.removeAll(due);
        return due;
    }

    /** Takes everything. */
    List<Letter> all() {
        List<Letter> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
