package io.soprelay.digest;

import java.util.concurrent.locks.LockSupport;

/** What a reading does after each page, so that presses have the processor; a port, so that no test waits. */
@FunctionalInterface
public interface Breather {
    Breather REAL = workedNanos -> LockSupport.parkNanos(nanosAfter(workedNanos));

    /** May come back early. */
    void rest(long workedNanos);

    /**
     * Six times as long as the page took, and 8 ms at most. So a reading takes a seventh of a core, and what it leaves to
     * be collected comes slowly; a person who asks still waits for seconds only, and rests twice as long helped nobody
     * who presses. On a busy machine a page takes long by waiting alone: hence the bound.
     */
    static long nanosAfter(long workedNanos) {
        return Math.min(8_000_000, 6 * workedNanos);
    }
}
