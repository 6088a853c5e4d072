package io.soprelay.redis;

import io.soprelay.redis.client.ClientLimits;
import java.time.Duration;

/**
 * Bounds of the store.
 *
 * @param answerTimeout after which an answer counts as lost and the same act is sent again on a new connection; the
 *     client must be opened with {@link #client()}
 * @param answerBudget for all tries of one act together, at least twice {@code answerTimeout}
 * @param commandIdsKept how long a command id is remembered, 0 or more
 */
public record StoreLimits(Duration answerTimeout, Duration answerBudget, Duration commandIdsKept) {

    /**
     * 400 ms a try and 1.2 s in all, because a click must be answered within 2.2 s; 72 h, because the slowest platform
     * pushes again for 7.1 h and people press again after a weekend.
     */
    public static final StoreLimits DEFAULTS =
            new StoreLimits(Duration.ofMillis(400), Duration.ofMillis(1_200), Duration.ofHours(72));

    public StoreLimits {
        if (answerTimeout.toMillis() < 1 || answerBudget.compareTo(answerTimeout.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "The answer budget must hold two timeouts of 1 ms or more, but were %s and %s"
                            .formatted(answerBudget, answerTimeout));
        }
        if (commandIdsKept.isNegative()) {
            throw new IllegalArgumentException("Command ids are kept for some time, but was " + commandIdsKept);
        }
    }

    /** The client's bounds that fit. */
    public ClientLimits client() {
        return ClientLimits.DEFAULTS.withSocketTimeout(answerTimeout);
    }
}
