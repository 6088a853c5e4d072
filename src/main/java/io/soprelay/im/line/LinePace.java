package io.soprelay.im.line;

import java.time.Duration;

/**
 * How patient a line is. All durations are positive.
 *
 * @param maxSilence a connection that has been silent for so long is dead; it is pinged three times in that time
 * @param firstTry after a connection was lost, the next is tried within this
 * @param tryMax tries are never further apart than this, except while the platform refuses the app
 * @param refusedTry how long after a refusal of the app it is tried again
 * @param maxAge a connection of this age is replaced, the next one being opened before it ends
 * @param grace how long a connection that was replaced still takes frames, and how long presses under way may still be
 *     answered over one that is being closed
 */
public record LinePace(
        Duration maxSilence, Duration firstTry, Duration tryMax, Duration refusedTry, Duration maxAge, Duration grace) {

    /** A connection that is never replaced because of its age. */
    public static final Duration AGELESS = Duration.ofDays(3650);

    /** For real platforms: first try within 2 s, then doubling to a minute; refused apps once a minute. */
    public static LinePace of(Duration maxSilence, Duration maxAge) {
        return new LinePace(
                maxSilence,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                maxAge,
                Duration.ofSeconds(3));
    }

    Duration pingEvery() {
        return maxSilence.dividedBy(3);
    }

    /** A connection that lives so long is well; one that ends sooner counts as a failed try. */
    Duration provenAfter() {
        return firstTry.multipliedBy(5);
    }

    /** @param failures how many tries failed since the line was last well, from 0 */
    Duration waitBefore(int failures) {
        int doublings = Math.min(failures, 16);
        Duration wait = firstTry.multipliedBy(1L << doublings);
        return wait.compareTo(tryMax) > 0 ? tryMax : wait;
    }
}
