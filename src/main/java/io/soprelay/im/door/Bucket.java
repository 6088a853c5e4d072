package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;

/** How much of something may be done: some at once, and a steady rate in the long run. Thread safe. */
public final class Bucket {
    private final int burst;
    private final double perSecond;
    private double left;
    private Instant at;

    /**
     * Full at first.
     *
     * @param burst how many at once, at least 1
     * @param perMinute how many a minute in the long run
     * @param now by the machine's clock
     */
    public Bucket(int burst, int perMinute, Instant now) {
        this.burst = burst;
        this.perSecond = perMinute / 60.0;
        this.left = burst;
        this.at = now;
    }

    /** @return false, and nothing is taken, if there is none left */
    public synchronized boolean take(Instant now) {
        refill(now);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    synchronized boolean isFull(Instant now) {
        refill(now);
        return left >= burst;
    }

    /** A clock that is set back gives nothing and takes nothing. */
    private void refill(Instant now) {
        if (now.isAfter(at)) {
            left = Math.min(burst, left + Duration.between(at, now).toNanos() / 1e9 * perSecond);
            at = now;
        }
    }
}
