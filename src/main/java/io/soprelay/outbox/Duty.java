package io.soprelay.outbox;

import io.soprelay.ledger.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lanes worked on by the same hands: the truth's own work, downloads, timers, answers, whatever else people see. */
public enum Duty {
    /** Short, and never waits for a platform. */
    HANDOVERS(4, 1, Map.of(Lane.HANDOVER, 20)),

    /** One at a time for a partition: each has its whole lease, and nothing else of the partition waits behind it. */
    DOWNLOADS(4, 1, Map.of(Lane.EVIDENCE, 1)),

    /** Small batches let presses in between (camunda#9680: unbounded due batches). */
    TIMERS(2, 1, Map.of(Lane.TIMER, 50)),

    /** Hands of their own: whoever asked does not wait behind a thousand cards. One a partition keeps their order. */
    ANSWERS(4, 1, Map.of(Lane.ANSWER, 4)),

    /** More hands than the platform's rate can use would only wait for it. */
    SENDS(16, 4, Map.of(Lane.CARD, 8, Lane.NOTICE, 4, Lane.REMINDER, 4, Lane.DIGEST, 1));

    private final int hands;
    private final int handsAPartition;
    private final Map<Lane, Integer> batch;

    Duty(int hands, int handsAPartition, Map<Lane, Integer> batch) {
        this.hands = hands;
        this.handsAPartition = handsAPartition;
        this.batch = new EnumMap<>(batch);
    }

    /** Lanes whose entries wait for a platform: none of the truth's own work, and no timer. */
    public static Set<Lane> lanesForPlatforms() {
        return Stream.of(DOWNLOADS, ANSWERS, SENDS)
                .flatMap(duty -> duty.batch.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many deliveries may be under way. */
    int hands() {
        return hands;
    }

    /** How many of them for one partition. */
    int handsAPartition() {
        return handsAPartition;
    }

    /** How many entries one claim may take from each lane. */
    Map<Lane, Integer> batch() {
        return batch;
    }
}
